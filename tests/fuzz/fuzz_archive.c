/* Any bytes as an archive: first its members one by one, those of archives
 * inside too, then all of it through lia_read. Names are UTF-8 and bounded,
 * places ascend, no read gives more than its room, limits hold; nothing is
 * left behind whatever fails.
 */
#include "fuzz_read.h"

#include "text/archive.h"
#include "text/archive_name.h"
#include "text/json.h"

enum { MOST = 4 << 20 };

static void need_member(const lia_archive_member *m, uint64_t least)
{
    need(m->name[0] != '\0' && strlen(m->name) <= LIA_ARCHIVE_NAME);
    need(lia_is_utf8(m->name, strlen(m->name)));
    need(!lia_archive_is_hidden(m->name));
    need(m->place >= least && m->place < LIA_ARCHIVE_MEMBERS);
    need(m->why != NULL || !lia_archive_leads_out(m->name));
}

/* *left: bytes that may still come out. */
static void drain(lia_archive *a, uint64_t *left)
{
    static char room[70001];
    size_t got = 1;

    while (got > 0 && *left > 0) {
        lia_error err = {.status = LIA_OK};
        lia_status st = lia_archive_read(&got, a, room, sizeof room, &err);
        need(got <= sizeof room);
        if (st != LIA_OK) {
            need(err.message[0] != '\0' && lia_archive_is_broken(a));
            return;
        }
        *left -= got < *left ? got : *left;
    }
}

static void walk(lia_archive *a, int depth, uint64_t *left)
{
    const lia_archive_member *m;
    uint64_t least = 0;

    while (*left > 0 && lia_archive_next(&m, a, NULL) == LIA_OK && m != NULL) {
        lia_archive *inner = NULL;
        need_member(m, least);
        least = m->place + 1;
        if (m->why == NULL && depth == 0 && lia_archive_may_be(m->name) &&
            lia_archive_inner(&inner, a, NULL) == LIA_OK && inner != NULL)
            walk(inner, 1, left);
        else if (m->why == NULL)
            drain(a, left);
        lia_archive_close(inner);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char path[64];
    int file = memfd_create("fuzz", 0);
    lia_archive *archive = NULL;
    uint64_t left = MOST;

    need(file >= 0 && write(file, data, size) == (ssize_t)size);
    (void)snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    if (lia_archive_open(&archive, path, NULL) == LIA_OK && archive != NULL)
        walk(archive, 0, &left);
    lia_archive_close(archive);
    need(lia_mem_live() == 0);
    (void)close(file);
    fuzz_read(data, size, NULL);
    return 0;
}
