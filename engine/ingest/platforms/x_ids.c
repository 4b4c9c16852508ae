/* ingest/platforms/x_ids.c - numbers and handles of X. */
#include "ingest/platforms/x_ids.h"

#include "text/clock.h"

static const lia_cell nothing = {"", 0, 0};
enum { LONGEST_NUMBER = 20, LONGEST_HANDLE = 50 };

static bool is_number(lia_cell cell)
{
    if (cell.length == 0 || cell.length > LONGEST_NUMBER)
        return false;
    for (size_t k = 0; k < cell.length; k++)
        if (cell.text[k] < '0' || cell.text[k] > '9')
            return false;
    return !(cell.length == 1 && cell.text[0] == '0');
}

static bool is_handle_byte(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z') || c == '_';
}

lia_status lia_x_account(lia_cell *out, lia_feed *feed, lia_cell number,
                         lia_error *err)
{
    *out = nothing;
    if (!is_number(number))
        return LIA_OK;
    return lia_feed_print(out, feed, number, err, "x.com/i/user/%.*s",
                          (int)number.length, number.text);
}

lia_status lia_x_handle(lia_cell *out, lia_feed *feed, lia_cell handle,
                        lia_error *err)
{
    char lower[LONGEST_HANDLE];

    *out = nothing;
    if (handle.length > 0 && handle.text[0] == '@') {
        handle.text++;
        handle.length--;
    }
    if (handle.length == 0 || handle.length > LONGEST_HANDLE)
        return LIA_OK;
    for (size_t k = 0; k < handle.length; k++) {
        const char c = handle.text[k];
        if (!is_handle_byte(c))
            return LIA_OK;
        lower[k] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    return lia_feed_print(out, feed, handle, err, "x.com/%.*s",
                          (int)handle.length, lower);
}

lia_status lia_x_post(lia_cell *out, lia_feed *feed, lia_cell number,
                      lia_error *err)
{
    *out = nothing;
    if (!is_number(number))
        return LIA_OK;
    return lia_feed_print(out, feed, number, err, "x.com/i/status/%.*s",
                          (int)number.length, number.text);
}

lia_status lia_x_person(lia_cell *out, lia_feed *feed, lia_cell number,
                        lia_cell handle, lia_error *err)
{
    lia_cell account, name;
    lia_status st = LIA_OK;

    LIA_TRY(lia_x_account(&account, feed, number, err));
    LIA_TRY(lia_x_handle(&name, feed, handle, err));
    if (account.length > 0 && name.length > 0)
        LIA_TRY(lia_feed_claim(feed, LIA_CLAIM_SAME, account, name, err));
    *out = account.length > 0 ? account : name;
done:
    return st;
}

/* Microseconds, or LIA_NO_TIME. The first number of the new kind is above
 * 2^34; a number of 63 bits at most. */
static lia_time time_of(lia_cell number)
{
    uint64_t id = 0;

    if (!is_number(number) || number.length > 19)
        return LIA_NO_TIME;
    for (size_t k = 0; k < number.length; k++)
        id = id * 10 + (uint64_t)(number.text[k] - '0');
    if (id < 29000000000u || id > INT64_MAX)
        return LIA_NO_TIME;
    return (lia_time)(((id >> 22) + 1288834974657u) * 1000);
}

lia_status lia_x_clock(lia_cell *out, lia_feed *feed, lia_cell number,
                       lia_error *err)
{
    const lia_time time = time_of(number);

    *out = nothing;
    if (time == LIA_NO_TIME || time >= (lia_time)4102444800 * 1000000)
        return LIA_OK;
    return lia_feed_moment(out, feed, time, err);
}

lia_status lia_x_time(lia_cell *out, lia_feed *feed, lia_cell said,
                      lia_cell number, lia_error *err)
{
    const lia_time inside = time_of(number);
    lia_time time;

    *out = said;
    if (said.length == 0)
        return lia_x_clock(out, feed, number, err);
    if (inside == LIA_NO_TIME ||
        lia_clock_parse(&time, NULL, said.text, said.length, NULL) !=
            LIA_CLOCK_OK ||
        inside < time || inside - time >= 1000000)
        return LIA_OK;
    return lia_feed_moment(out, feed, inside, err);
}

lia_cell lia_x_retweeted(lia_cell text)
{
    lia_cell name = nothing;

    if (text.length < 6 || memcmp(text.text, "RT @", 4) != 0)
        return nothing;
    name.text = text.text + 4;
    while (4 + name.length < text.length &&
           is_handle_byte(name.text[name.length]))
        name.length++;
    if (4 + name.length >= text.length || name.text[name.length] != ':')
        return nothing;
    return name;
}

bool lia_x_status(lia_cell *handle, lia_cell *number, lia_cell address)
{
    static const char *const hosts[] = {"//twitter.com/", "//x.com/",
                                        "//mobile.twitter.com/",
                                        "//www.twitter.com/"};
    const char *end = address.text + address.length, *at = NULL;
    static const char status[] = "/status/";

    for (size_t k = 0; at == NULL && k < sizeof hosts / sizeof *hosts; k++) {
        at = memmem(address.text, address.length, hosts[k], strlen(hosts[k]));
        at = at != NULL && at - address.text <= 6 ? at + strlen(hosts[k])
                                                  : NULL;
    }
    if (at == NULL)
        return false;
    *handle = (lia_cell){at, 0, address.column};
    while (at < end && is_handle_byte(*at))
        at++;
    handle->length = (size_t)(at - handle->text);
    if ((size_t)(end - at) < sizeof status ||
        memcmp(at, status, sizeof status - 1) != 0)
        return false;
    at += sizeof status - 1;
    *number = (lia_cell){at, 0, address.column};
    while (at < end && *at >= '0' && *at <= '9')
        at++;
    number->length = (size_t)(at - number->text);
    return handle->length > 0 && is_number(*number);
}

lia_status lia_x_unescape(lia_cell *out, lia_feed *feed, lia_cell text,
                          lia_error *err)
{
    static const struct {
        const char *from;
        char to;
    } entities[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}};
    char *room;
    size_t used = 0;
    lia_status st;

    *out = text;
    if (text.length == 0 || memchr(text.text, '&', text.length) == NULL)
        return LIA_OK;
    st = lia_feed_room(&room, feed, text.length, err);
    for (size_t k = 0; st == LIA_OK && k < text.length; k++) {
        room[used] = text.text[k];
        for (size_t e = 0; e < 3; e++) {
            const size_t length = strlen(entities[e].from);
            if (text.length - k < length ||
                memcmp(text.text + k, entities[e].from, length) != 0)
                continue;
            room[used] = entities[e].to;
            k += length - 1;
            break;
        }
        used++;
    }
    if (st == LIA_OK)
        *out = (lia_cell){room, used, text.column};
    return st;
}
