/* Bytes in: every kind of source gives the same text in whole records; damage
 * is told, never passed over. Expected values are closed: what was written is
 * what must come out.
 */
#include <pthread.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <archive.h>
#include <archive_entry.h>
#include <xxhash.h>

#include "support.h"
#include "text/input.h"
#include "text/recode.h"
#include "text/scan.h"

static const lia_cut plain_cut = {0, ',', false, false};
static const lia_cut quoted_cut = {'"', ',', false, false};
static char path[64];

static void write_file(const void *bytes, size_t length)
{
    FILE *out = fopen(path, "wb");

    assert_non_null(out);
    assert_int_equal(fwrite(bytes, 1, length, out), length);
    fclose(out);
}

/* Compressed by libarchive; the caller frees. */
static char *pack(const char *text, size_t length, bool zstd, size_t *size)
{
    struct archive *a = archive_write_new();
    struct archive_entry *e = archive_entry_new();
    size_t room = length + (length >> 3) + 65536;
    char *out = malloc(room);

    assert_int_equal(zstd ? archive_write_add_filter_zstd(a)
                          : archive_write_add_filter_gzip(a), ARCHIVE_OK);
    archive_write_set_format_raw(a);
    archive_write_set_bytes_in_last_block(a, 1);
    archive_write_open_memory(a, out, room, size);
    archive_entry_set_pathname(e, "data");
    archive_entry_set_filetype(e, AE_IFREG);
    archive_write_header(a, e);
    assert_int_equal(archive_write_data(a, text, length), length);
    archive_write_close(a);
    archive_write_free(a);
    archive_entry_free(e);
    return out;
}

static char *lines_of(size_t rows, const char *end, size_t *length)
{
    char *text = malloc(rows * 40 + 1);

    *length = 0;
    for (size_t k = 0; k < rows; k++)
        *length += (size_t)sprintf(text + *length, "user%zu,post%zu,like%s",
                                   k * 7919 % 1000, k, end);
    return text;
}

/* Everything the chunks give, checked on the way; *length SIZE_MAX = error. */
static char *drain(lia_input *in, const lia_cut *cut, size_t *length,
                   lia_error *err)
{
    char *text = NULL;
    uint64_t line = 1, index = 0;

    *length = 0;
    for (;;) {
        lia_chunk chunk;
        if (lia_input_next(&chunk, in, cut, err) != LIA_OK) {
            free(text);
            *length = SIZE_MAX;
            return NULL;
        }
        if (chunk.length == 0)
            break;
        assert_int_equal(chunk.line, line);
        assert_int_equal(chunk.index, index++);
        text = realloc(text, *length + chunk.length);
        memcpy(text + *length, chunk.text, chunk.length);
        *length += chunk.length;
        line += lia_scan_lines(chunk.text, chunk.length);
        lia_chunk_release(&chunk, in);
    }
    assert_int_equal(lia_input_bytes(in), *length);
    return text;
}

static uint64_t file_digest(void)
{
    FILE *in = fopen(path, "rb");
    char *bytes = malloc(1 << 24);
    size_t length = fread(bytes, 1, 1 << 24, in);
    uint64_t digest = XXH3_64bits(bytes, length);

    fclose(in);
    free(bytes);
    return digest;
}

/* The file at `path` must give exactly this text, in any chunk size. */
static void expect(const char *want, size_t length, const char *encoding,
                   const char *compression)
{
    static const size_t sizes[] = {0, 50, 4096, 100000};

    for (size_t k = 0; k < 4; k++) {
        lia_input *in = NULL;
        lia_error err = {0};
        const char *head;
        size_t got, head_length;
        assert_int_equal(lia_input_open(&in, path, &err), LIA_OK);
        assert_string_equal(lia_input_encoding(in), encoding);
        assert_string_equal(lia_input_compression(in), compression);
        assert_int_equal(lia_input_head(&head, &head_length, in, &err), 0);
        assert_true(head_length == length || head_length >= 131072 - 2);
        if (head_length > 0)
            assert_memory_equal(head, want, head_length);
        if (sizes[k] != 0 && length / sizes[k] < 3000)
            lia_input_set_chunk(in, sizes[k]);
        char *text = drain(in, &plain_cut, &got, &err);
        if (got == SIZE_MAX)
            print_error("%s\n", err.message);
        assert_int_equal(got, length);
        if (length > 0)
            assert_memory_equal(text, want, length);
        assert_int_equal(lia_input_used(in), lia_input_size(in));
        assert_true(lia_input_digest(in) == file_digest());
        free(text);
        lia_input_close(in);
    }
    assert_int_equal(lia_mem_live(), 0);
}

static void test_plain(void **state)
{
    static const char *const ends[] = {"\n", "\r\n", "\r"};
    size_t length;

    (void)state;
    for (size_t k = 0; k < 3; k++) {
        char *text = lines_of(5000, ends[k], &length);
        write_file(text, length);
        expect(text, length, "UTF-8", "");
        write_file(text, length - 1);            /* no newline at the end    */
        expect(text, length - 1, "UTF-8", "");
        free(text);
    }
    write_file("", 0);
    expect("", 0, "UTF-8", "");
    write_file("a", 1);
    expect("a", 1, "UTF-8", "");
    write_file("\xef\xbb\xbf" "a,b\n", 7);
    expect("a,b\n", 4, "UTF-8 with BOM", "");
    write_file("\xef\xbb\xbf", 3);
    expect("", 0, "UTF-8 with BOM", "");
}

static void test_compressed(void **state)
{
    size_t length, size, size2;
    char *text = lines_of(60000, "\n", &length);

    (void)state;
    for (int zstd = 0; zstd < 2; zstd++) {
        const char *name = zstd ? "zstd" : "gzip";
        char *packed = pack(text, length, zstd, &size);
        write_file(packed, size);
        expect(text, length, "UTF-8", name);

        char *more = pack("tail\n", 5, zstd, &size2);
        char *both = malloc(size + size2 + 600), *want = malloc(length + 5);
        memcpy(both, packed, size);
        memcpy(both + size, more, size2);
        memset(both + size + size2, 0, 600);
        memcpy(want, text, length);
        memcpy(want + length, "tail\n", 5);
        write_file(both, size + size2);
        expect(want, length + 5, "UTF-8", name);
        if (!zstd) {
            write_file(both, size + size2 + 600);
            expect(want, length + 5, "UTF-8", name);
        }
        free(packed);
        free(more);
        free(both);
        free(want);
        packed = pack("", 0, zstd, &size);
        write_file(packed, size);
        expect("", 0, "UTF-8", name);
        free(packed);
    }
    free(text);
}

/* Reads the file at `path`; the status and, if it went well, the text. */
static lia_status read_whole(char **text, size_t *length, lia_error *err)
{
    lia_input *in = NULL;
    lia_status st = lia_input_open(&in, path, err);
    lia_chunk chunk;

    *text = NULL;
    if (st != LIA_OK)
        return st;
    *text = drain(in, &plain_cut, length, err);
    if (*length == SIZE_MAX) {
        st = err->status;
        /* and it stays so */
        assert_int_equal(lia_input_next(&chunk, in, &plain_cut, NULL), st);
    }
    lia_input_close(in);
    return st;
}

static void test_damage_is_told(void **state)
{
    size_t length, size, got;
    char *text = lines_of(300, "\n", &length), *back;

    (void)state;
    for (int zstd = 0; zstd < 2; zstd++) {
        char *packed = pack(text, length, zstd, &size);
        lia_error err;
        int told = 0;

        for (size_t cut = 4; cut < size; cut++) {
            write_file(packed, cut);
            assert_int_equal(read_whole(&back, &got, &err), LIA_EIO);
            assert_non_null(strstr(err.message, path));
            assert_non_null(strstr(err.message, zstd ? "zstd" : "gzip"));
        }
        for (size_t k = 4; !zstd && k < size; k++) {
            packed[k] ^= 0x10;
            write_file(packed, size);
            lia_status st = read_whole(&back, &got, &err);
            packed[k] ^= 0x10;
            told += st == LIA_EIO;
            if (st == LIA_OK) {      /* of the header, or bits that pad      */
                assert_int_equal(got, length);
                assert_memory_equal(back, text, length);
            }
            free(back);
        }
        assert_true(zstd || (size_t)told + 10 >= size - 4);
        packed = realloc(packed, size + 5);
        memcpy(packed + size, "hello", 5);
        write_file(packed, size + 5);
        assert_int_equal(read_whole(&back, &got, &err), LIA_EIO);
        free(packed);
    }
    free(text);
    assert_int_equal(lia_mem_live(), 0);
}

/* ASCII and three hand-made units as UTF-16. */
static size_t widen(char *out, const uint16_t *unit, size_t count, bool big)
{
    for (size_t k = 0; k < count; k++) {
        out[2 * k + !big] = (char)(unit[k] >> 8);
        out[2 * k + big] = (char)unit[k];
    }
    return 2 * count;
}

static void test_utf16(void **state)
{
    /* hand: U+20AC is E2 82 AC, U+1F600 = D83D DE00 is F0 9F 98 80,
     * unpaired surrogates and the odd byte are U+FFFD = EF BF BD */
    static const uint16_t units[] = {
        0xFEFF, 'a', ',', 0xE9, 0x20AC, '\n', 0xD83D, 0xDE00, 0xD83D, 'b',
        0xDE00, '\r', '\n', 0xD800};
    static const char want[] = "a,\xc3\xa9\xe2\x82\xac\n\xf0\x9f\x98\x80"
                               "\xef\xbf\xbd" "b\xef\xbf\xbd\r\n\xef\xbf\xbd";
    char bytes[64];
    size_t length, n;
    char *text = lines_of(30000, "\r\n", &length), *packed, *wide;
    uint16_t *unit = malloc(length * sizeof *unit);

    (void)state;
    for (int big = 0; big < 2; big++) {
        const char *name = big ? "UTF-16BE" : "UTF-16LE";
        n = widen(bytes, units, sizeof units / sizeof *units, big);
        write_file(bytes, n);
        expect(want, strlen(want), name, "");
        bytes[n] = 'x';
        write_file(bytes, n + 1);
        char longer[64];
        strcpy(stpcpy(longer, want), "\xef\xbf\xbd");
        expect(longer, strlen(longer), name, "");
        write_file(bytes, 2);
        expect("", 0, name, "");

        for (size_t k = 0; k < length; k++)      /* no mark: every other NUL */
            unit[k] = (unsigned char)text[k];
        wide = malloc(2 * length);
        n = widen(wide, unit, length, big);
        write_file(wide, n);
        expect(text, length, name, "");
        packed = pack(wide, n, true, &n);
        write_file(packed, n);
        expect(text, length, name, "zstd");
        free(packed);
        free(wide);
    }
    free(unit);
    free(text);
}

static void refuse(const char *file, const char *words)
{
    lia_input *in = NULL;
    lia_error err;

    assert_int_equal(lia_input_open(&in, file, &err), LIA_EIO);
    assert_null(in);
    assert_true(strncmp(err.message, file, strlen(file)) == 0);
    assert_non_null(strstr(err.message, words));
    assert_int_equal(lia_mem_live(), 0);
}

static void test_refusals(void **state)
{
    char block[512] = "some/file";

    (void)state;
    refuse("/tmp", "folder");
    refuse("/no/such/file", "no such file");
    refuse("/etc/passwd/x", "ot a directory");
    write_file("PK\3\4xxxxxxxxxx", 14);
    refuse(path, "zip archive");
    memcpy(block + 257, "ustar", 5);
    write_file(block, sizeof block);
    refuse(path, "tar archive");
    write_file("BZh91AY&SYxxxxxx", 16);
    refuse(path, "bzip2");
    write_file("\xff\xfe\0\0a\0\0\0", 8);
    refuse(path, "UTF-32");
    write_file("BZh,b\n1,2\n", 10);
    expect("BZh,b\n1,2\n", 10, "UTF-8", "");
}

typedef struct pipe_job {
    int fd;
    const char *text;
    size_t length;
} pipe_job;

static void *feed_pipe(void *user)
{
    pipe_job *job = user;
    size_t at = 0;

    if (job->fd < 0) {
        FILE *out = fopen(path, "wb");
        job->fd = dup(fileno(out));
        fclose(out);
    }
    while (at < job->length) {                  /* in odd little pieces      */
        size_t piece = job->length - at < 777 ? job->length - at : 777;
        ssize_t n = write(job->fd, job->text + at, piece);
        if (n <= 0)
            break;
        at += (size_t)n;
    }
    close(job->fd);
    return NULL;
}

static void read_pipe(const char *name, pipe_job *job, const char *want,
                      size_t length)
{
    pthread_t thread;
    lia_input *in = NULL;
    lia_error err;
    size_t got;

    pthread_create(&thread, NULL, feed_pipe, job);
    assert_int_equal(lia_input_open(&in, name, &err), LIA_OK);
    assert_int_equal(lia_input_size(in), 0);
    char *text = drain(in, &plain_cut, &got, &err);
    pthread_join(thread, NULL);
    assert_int_equal(got, length);
    assert_memory_equal(text, want, length);
    assert_true(lia_input_digest(in) == XXH3_64bits(job->text, job->length));
    free(text);
    lia_input_close(in);
}

static void test_fifo_and_standard_input(void **state)
{
    size_t length, size;
    char *text = lines_of(200000, "\n", &length);
    char *packed = pack(text, length, false, &size);
    int ends[2], kept = dup(0);

    (void)state;
    remove(path);
    assert_int_equal(mkfifo(path, 0600), 0);
    pipe_job job = {-1, text, length};
    read_pipe(path, &job, text, length);
    remove(path);
    for (int zipped = 0; zipped < 2; zipped++) {
        assert_int_equal(pipe(ends), 0);
        dup2(ends[0], 0);
        close(ends[0]);
        job = (pipe_job){ends[1], zipped ? packed : text,
                         zipped ? size : length};
        read_pipe("-", &job, text, length);
    }
    dup2(kept, 0);
    close(kept);
    free(packed);
    free(text);
}

static void test_skip_and_all(void **state)
{
    size_t length, size, got;
    char *text = lines_of(90000, "\n", &length), *packed, *rest;
    lia_error err;

    (void)state;
    packed = pack(text, length, true, &size);
    for (int k = 0; k < 10; k++) {
        static const size_t skips[] = {0, 30, 300000, 2000000, 90000000};
        size_t skip = skips[k / 2], left = skip < length ? length - skip : 0;
        lia_input *in = NULL;
        lia_chunk chunk;
        write_file(k % 2 ? packed : text, k % 2 ? size : length);

        assert_int_equal(lia_input_open(&in, path, &err), 0);
        assert_int_equal(lia_input_skip(in, skip, 3, &err), 0);
        assert_int_equal(lia_input_all(&rest, &got, in, length, &err), 0);
        assert_int_equal(got, left);
        assert_memory_equal(rest, text + length - left, left);
        assert_int_equal(rest[got], 0);
        assert_int_equal(rest[got + 63], 0);
        assert_true(lia_input_digest(in) == file_digest());
        lia_free(rest);
        lia_input_close(in);

        assert_int_equal(lia_input_open(&in, path, &err), 0);
        assert_int_equal(lia_input_skip(in, skip, 3, &err), 0);
        assert_int_equal(lia_input_next(&chunk, in, &plain_cut, &err), 0);
        if (left > 0)
            assert_int_equal(chunk.line, 4);
        assert_memory_equal(chunk.text, text + length - left, chunk.length);
        lia_chunk_release(&chunk, in);
        lia_input_close(in);

        assert_int_equal(lia_input_open(&in, path, &err), 0);
        assert_int_equal(lia_input_all(&rest, &got, in, 1000, &err),
                         LIA_ELIMIT);
        lia_input_close(in);
    }
    free(packed);
    free(text);
    assert_int_equal(lia_mem_live(), 0);
}

/* A record with newlines is never cut, streamed or mapped, and a long one
 * makes its chunk longer. */
static void test_quoted_records(void **state)
{
    size_t length = 0, size, got;
    char *text = malloc(3000000), *packed;
    uint64_t seed = 19;
    lia_error err;

    (void)state;
    for (int k = 0; k < 3000; k++) {
        length += (size_t)sprintf(text + length, "%d,\"", k);
        for (uint64_t n = test_random(&seed) % (k % 500 ? 40 : 90000); n > 0;
             n--)
            text[length++] = "ab,\n"[test_random(&seed) % 4];
        length += (size_t)sprintf(text + length, "\",end\n");
    }
    packed = pack(text, length, true, &size);
    for (int k = 0; k < 2; k++) {
        lia_input *in = NULL;
        write_file(k ? packed : text, k ? size : length);
        assert_int_equal(lia_input_open(&in, path, &err), 0);
        lia_input_set_chunk(in, 1000);
        for (got = 0;;) {
            lia_chunk chunk;
            assert_int_equal(lia_input_next(&chunk, in, &quoted_cut, &err),
                             0);
            if (chunk.length == 0)
                break;
            assert_memory_equal(chunk.text, text + got, chunk.length);
            assert_memory_equal(chunk.text + chunk.length - 6, "\",end\n", 6);
            got += chunk.length;
            lia_chunk_release(&chunk, in);
        }
        assert_int_equal(got, length);
        lia_input_close(in);
    }
    free(packed);
    free(text);
    assert_int_equal(lia_mem_live(), 0);
}

typedef struct shared {
    lia_input *in;
    char *text;
    uint64_t digest[4000];
    size_t length[4000];
} shared;

static void *take_chunks(void *user)
{
    shared *s = user;
    lia_chunk chunk;

    while (lia_input_next(&chunk, s->in, &plain_cut, NULL) == LIA_OK &&
           chunk.length > 0) {
        if (chunk.index < 4000) {
            s->digest[chunk.index] = XXH3_64bits(chunk.text, chunk.length);
            s->length[chunk.index] = chunk.length;
        }
        lia_chunk_release(&chunk, s->in);
    }
    return NULL;
}

static void test_threads(void **state)
{
    static shared s[4];
    size_t length, size;
    char *text = lines_of(200000, "\n", &length);
    char *packed = pack(text, length, false, &size);
    lia_error err;

    (void)state;
    for (int k = 0; k < 4; k++) {
        pthread_t thread[8];
        int count = k / 2 ? 8 : 1;
        write_file(k % 2 ? packed : text, k % 2 ? size : length);
        assert_int_equal(lia_input_open(&s[k].in, path, &err), 0);
        lia_input_set_chunk(s[k].in, 10000);
        for (int t = 0; t < count; t++)
            pthread_create(&thread[t], NULL, take_chunks, &s[k]);
        for (int t = 0; t < count; t++)
            pthread_join(thread[t], NULL);
        assert_int_equal(lia_input_bytes(s[k].in), length);
        assert_true(lia_input_digest(s[k].in) == file_digest());
        lia_input_close(s[k].in);
    }
    assert_memory_equal(s[0].digest, s[2].digest, sizeof s[0].digest);
    assert_memory_equal(s[1].digest, s[3].digest, sizeof s[0].digest);
    assert_memory_equal(s[0].length, s[2].length, sizeof s[0].length);
    free(packed);
    free(text);
    assert_int_equal(lia_mem_live(), 0);
}

static lia_status read_once(void)
{
    lia_status st = LIA_OK;
    lia_input *in = NULL;
    lia_chunk chunk = {0};
    char *rest = NULL;
    size_t length;

    LIA_TRY(lia_input_open(&in, path, NULL));
    lia_input_set_chunk(in, 10000);
    LIA_TRY(lia_input_skip(in, 10, 0, NULL));
    LIA_TRY(lia_input_next(&chunk, in, &plain_cut, NULL));
    LIA_TRY(lia_input_all(&rest, &length, in, UINT64_MAX, NULL));
done:
    if (in != NULL)
        lia_chunk_release(&chunk, in);
    lia_free(rest);
    lia_input_close(in);
    return st;
}

static void test_every_allocation_may_fail(void **state)
{
    size_t length, size;
    char *text = lines_of(30000, "\n", &length), *packed;

    (void)state;
    for (int kind = 0; kind < 3; kind++) {
        lia_status st = LIA_ENOMEM;
        packed = pack(text, length, kind == 1, &size);
        write_file(kind < 2 ? packed : text, kind < 2 ? size : length);
        for (long k = 0; st != LIA_OK && k < 100; k++) {
            lia_mem_fail_after(k);
            st = read_once();
            assert_true(st == LIA_OK || st == LIA_ENOMEM);
            assert_int_equal(lia_mem_live(), 0);
        }
        lia_mem_fail_after(-1);
        assert_int_equal(st, LIA_OK);
        free(packed);
    }
    free(text);
}

static void test_1252(void **state)
{
    char out[32];

    (void)state;
    /* closed: WHATWG index windows-1252 */
    size_t n = lia_recode_1252(out, "a\x80\x8d\x9f\xe9\xff", 6);
    assert_int_equal(n, 12);
    assert_memory_equal(out, "a\xe2\x82\xac\xc2\x8d\xc5\xb8\xc3\xa9\xc3\xbf",
                        12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain), cmocka_unit_test(test_compressed),
        cmocka_unit_test(test_damage_is_told), cmocka_unit_test(test_utf16),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_fifo_and_standard_input),
        cmocka_unit_test(test_skip_and_all),
        cmocka_unit_test(test_quoted_records),
        cmocka_unit_test(test_threads),
        cmocka_unit_test(test_every_allocation_may_fail),
        cmocka_unit_test(test_1252)};
    int failed;

    snprintf(path, sizeof path, "/tmp/liaison-input-%ld", (long)getpid());
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    remove(path);
    return failed;
}
