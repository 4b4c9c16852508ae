/* ingest/key.c - the key of the pseudonyms: a small file of its own, and what
 * is made with it.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/status.h"
#include "liaison/privacy.h"

_Static_assert(sizeof(lia_key) == LIA_KEY_BYTES, "one size of key");
enum { KEY_TEXT = 2 * LIA_KEY_BYTES, KEY_ROOM = KEY_TEXT + 3 };

static int nibble(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static bool parse(lia_key *out, const char *text, size_t length)
{
    while (length > 0 && (text[length - 1] == '\n' || text[length - 1] == '\r'))
        length--;
    if (length != KEY_TEXT)
        return false;
    for (size_t k = 0; k < LIA_KEY_BYTES; k++) {
        const int high = nibble(text[2 * k]), low = nibble(text[2 * k + 1]);
        if (high < 0 || low < 0)
            return false;
        out->byte[k] = (uint8_t)(high << 4 | low);
    }
    return true;
}

static lia_status write_all(int fd, const char *text, size_t length)
{
    while (length > 0) {
        const ssize_t done = write(fd, text, length);
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return LIA_EIO;
        text += done;
        length -= (size_t)done;
    }
    return fsync(fd) == 0 ? LIA_OK : LIA_EIO;
}

/* Two runs may want a new key at once: only one file can come to be, and what
 * is half written is taken away again. */
static lia_status make(const char *path, lia_error *err)
{
    static const char digit[] = "0123456789abcdef";
    char text[KEY_TEXT + 1];
    uint8_t random[LIA_KEY_BYTES];
    const int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    int reason;
    lia_status st;

    if (fd < 0 && errno == EEXIST)
        return LIA_OK;
    if (fd < 0)
        return lia_fail(err, LIA_EIO, "%s: cannot make a key: %s", path,
                        strerror(errno));
    st = getrandom(random, sizeof random, 0) == (ssize_t)sizeof random
             ? LIA_OK : LIA_EIO;
    for (size_t k = 0; k < sizeof random; k++) {
        text[2 * k] = digit[random[k] >> 4];
        text[2 * k + 1] = digit[random[k] & 15];
    }
    text[KEY_TEXT] = '\n';
    if (st == LIA_OK)
        st = write_all(fd, text, sizeof text);
    reason = errno;
    if (close(fd) != 0 && st == LIA_OK) {
        reason = errno;
        st = LIA_EIO;
    }
    explicit_bzero(text, sizeof text);
    explicit_bzero(random, sizeof random);
    if (st == LIA_OK)
        return LIA_OK;
    (void)unlink(path);
    return lia_fail(err, LIA_EIO, "%s: cannot make a key: %s", path,
                    strerror(reason));
}

static lia_status check_file(int fd, const char *path, lia_error *err)
{
    struct stat about;

    if (fstat(fd, &about) != 0)
        return lia_fail(err, LIA_EIO, "%s: cannot read: %s", path,
                        strerror(errno));
    if (!S_ISREG(about.st_mode))
        return lia_fail(err, LIA_EINPUT, "%s: a key is a file of its own",
                        path);
    if ((about.st_mode & 077) != 0)
        return lia_fail(err, LIA_EINPUT, "%s: others than its owner may use "
                        "this key; chmod 600 %s", path, path);
    return LIA_OK;
}

lia_status lia_key_load(lia_key *out, bool *made, const char *path,
                        lia_error *err)
{
    char text[KEY_ROOM];
    lia_status st = LIA_OK;
    lia_key key;
    ssize_t length;
    int fd;

    if (out == NULL || path == NULL)
        return lia_fail(err, LIA_EARG, "no key file");
    fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (made != NULL)
        *made = fd < 0 && errno == ENOENT;
    if (fd < 0 && errno == ENOENT) {
        LIA_TRY(make(path, err));
        fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    }
    if (fd < 0)
        return lia_fail(err, LIA_EIO, "%s: cannot read: %s", path,
                        strerror(errno));
    LIA_TRY(check_file(fd, path, err));
    length = read(fd, text, sizeof text);
    if (length < 0)
        LIA_TRY(lia_fail(err, LIA_EIO, "%s: cannot read: %s", path,
                         strerror(errno)));
    if (!parse(&key, text, (size_t)length))
        LIA_TRY(lia_fail(err, LIA_EINPUT, "%s: not a key (64 hexadecimal "
                         "digits); name a file that does not exist to have "
                         "one made", path));
    *out = key;
done:
    explicit_bzero(text, sizeof text);
    if (fd >= 0)
        (void)close(fd);
    return st;
}

static const char marks[] = "apcthmdx";

void lia_pseudonym(char out[LIA_PSEUDONYM_LENGTH + 1], const lia_key *key,
                   lia_pseudonym_of kind, const char *text, size_t length)
{
    out[0] = marks[kind];
    out[1] = '_';
    lia_digest_hex(out + 2, key->byte, marks[kind], text, length);
}

bool lia_is_pseudonym(const char *text, size_t length)
{
    if (length != LIA_PSEUDONYM_LENGTH || text[0] != marks[LIA_OF_ACCOUNT] ||
        text[1] != '_')
        return false;
    for (size_t k = 2; k < length; k++)
        if (nibble(text[k]) < 0 || (text[k] >= 'A' && text[k] <= 'F'))
            return false;
    return true;
}
