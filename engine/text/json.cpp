/* text/json.cpp - simdjson behind C names: one object becomes a flat row.
 *
 * simdjson's On-Demand walks the structure (its first stage checks UTF-8,
 * quotes and control characters with vectors chosen at run time; Langdale and
 * Lemire, "Parsing gigabytes of JSON per second", 2019). Every value is
 * visited, so the whole text is validated. Numbers keep their text, so that
 * ids above 2^53 stay what they are; strings without a backslash are slices
 * of the copy that the parser needs for its padding.
 */
#include "text/json.h"

#include <cstring>
#include <new>
#include <string_view>

#include <simdjson.h>
#include <xxhash.h>

extern "C" {
#include "base/mem.h"
}

using namespace simdjson;

enum : unsigned { DEPTH = 64, SLOTS = 64 };

using view = std::string_view;

struct lia_json {
    ondemand::parser parser;
    char *copy, *arena;            /* the text with padding; joined strings  */
    const char *text;              /* the text itself                        */
    size_t length;
    uint64_t copy_room, arena_room, arena_used;
    lia_json_value *value;
    uint64_t value_room, count;
    uint32_t *slot;                /* hash of keys: index + 1, 0 = free      */
    uint64_t slot_room;
    view *want;                    /* keys that are wanted, or NULL = all    */
    uint64_t wants;
    uint64_t lengths;              /* bit n: one of them has n bytes, or 63  */
    unsigned mute;                 /* > 0 inside what nobody wants           */
    lia_status status;
    const char *why, *where;
    lia_error *err;
};

namespace {

bool fault(lia_json *j, const char *why, const char *where)
{
    if (j->why == nullptr && j->status == LIA_OK) {
        j->why = why;
        j->where = where;
    }
    return false;
}

const char *in_words(error_code error)
{
    switch (error) {
    case EMPTY: return "nothing is there";
    case UTF8_ERROR: return "bytes that are no UTF-8";
    case UNCLOSED_STRING: return "a string is never closed";
    case UNESCAPED_CHARS: return "a control character inside a string";
    case STRING_ERROR: return "a wrong escape in a string";
    case INCORRECT_TYPE: return "not an object";
    case INCOMPLETE_ARRAY_OR_OBJECT: return "it ends too early";
    case DEPTH_ERROR: return "nested too deeply";
    case CAPACITY: return "more than 4 GiB";
    default: return "not JSON: a bracket, comma, colon or value is wrong";
    }
}

/* started: the first stage went well, so that the document has a place. */
bool fault_of(lia_json *j, error_code error, ondemand::document &document,
              bool started)
{
    const char *where = nullptr;

    if (error == MEMALLOC) {
        j->status = lia_fail(j->err, LIA_ENOMEM,
                             "out of memory: reading JSON");
        return false;
    }
    if (!started || document.current_location().get(where))
        where = nullptr;
    return fault(j, in_words(error), where);
}

bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

view trimmed(view token)
{
    while (!token.empty() && is_blank(token.back()))
        token.remove_suffix(1);
    return token;
}

const char *skip_digits(const char *at, const char *end)
{
    while (at < end && *at >= '0' && *at <= '9')
        at++;
    return at;
}

/* RFC 8259: -? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)? */
bool is_number(view text)
{
    const char *at = text.data(), *end = at + text.size(), *from;

    at += at < end && *at == '-';
    from = at;
    at = skip_digits(at, end);
    if (at == from || (*from == '0' && at - from > 1))
        return false;
    if (at < end && *at == '.') {
        from = ++at;
        if ((at = skip_digits(at, end)) == from)
            return false;
    }
    if (at < end && (*at == 'e' || *at == 'E')) {
        at++;
        at += at < end && (*at == '+' || *at == '-');
        from = at;
        if ((at = skip_digits(at, end)) == from)
            return false;
    }
    return at == end;
}

bool append(lia_json *j, view text)
{
    if (text.size() > j->arena_room - j->arena_used)
        return fault(j, "its nested keys are too long", nullptr);
    if (!text.empty())
        std::memcpy(j->arena + j->arena_used, text.data(), text.size());
    j->arena_used += text.size();
    return true;
}

bool grow_slots(lia_json *j)
{
    uint64_t room = j->slot_room * 2;

    j->status = lia_resize(&j->slot, room, sizeof *j->slot, j->err);
    if (j->status != LIA_OK)
        return false;
    std::memset(j->slot, 0, room * sizeof *j->slot);
    j->slot_room = room;
    for (uint64_t k = 0; k < j->count; k++) {
        uint64_t at = XXH3_64bits(j->value[k].key, j->value[k].key_length);
        while (j->slot[at & (room - 1)] != 0)
            at++;
        j->slot[at & (room - 1)] = (uint32_t)(k + 1);
    }
    return true;
}

/* The place of this key in the row: a new one, or the one it has already. */
lia_json_value *place_of(lia_json *j, view key)
{
    uint64_t at = XXH3_64bits(key.data(), key.size());

    for (;; at++) {
        uint32_t k = j->slot[at & (j->slot_room - 1)];
        if (k == 0)
            break;
        if (view(j->value[k - 1].key, j->value[k - 1].key_length) == key)
            return &j->value[k - 1];
    }
    j->status = lia_reserve(&j->value, &j->value_room, j->count + 1,
                            sizeof *j->value, j->err);
    if (j->status != LIA_OK)
        return nullptr;
    lia_json_value *place = &j->value[j->count++];
    place->key = key.data();
    place->key_length = key.size();
    j->slot[at & (j->slot_room - 1)] = (uint32_t)j->count;
    if (j->count * 2 > j->slot_room && !grow_slots(j))
        return nullptr;
    return place;
}

uint64_t length_bit(size_t length)
{
    return UINT64_C(1) << (length < 63 ? length : 63);
}

/* The place of a key that is wanted, or NULL. */
lia_json_value *wanted(lia_json *j, view key)
{
    if (!(j->lengths & length_bit(key.size())))
        return nullptr;
    for (uint64_t k = 0; k < j->wants; k++)
        if (j->want[k] == key)
            return &j->value[k];
    return nullptr;
}

/* May something below this key be wanted? */
bool is_prefix(const lia_json *j, view key)
{
    for (uint64_t k = 0; k < j->wants; k++)
        if (j->want[k].size() > key.size() && j->want[k][key.size()] == '.' &&
            j->want[k].compare(0, key.size(), key) == 0)
            return true;
    return false;
}

/* Where the caller has what is in the copy: his text stays. */
const char *at_home(const lia_json *j, const char *at)
{
    const uintptr_t off = (uintptr_t)at - (uintptr_t)j->copy;

    return off < j->length ? j->text + off : at;
}

bool emit(lia_json *j, view key, view text, lia_json_kind kind)
{
    if (j->mute > 0)
        return true;
    lia_json_value *place = j->want ? wanted(j, key) : place_of(j, key);
    if (place == nullptr)
        return j->want != nullptr;
    place->text = at_home(j, text.data());
    place->text_length = text.size();
    place->kind = kind;
    return true;
}

struct walker {
    lia_json *j;
    ondemand::document &document;

    bool failed(error_code error)
    {
        return fault_of(j, error, document, true);
    }

    bool string(ondemand::value value, view token, view *text)
    {
        if (token.size() < 2 || token.back() != '"')
            return fault(j, in_words(TAPE_ERROR), token.data());
        if (std::memchr(token.data(), '\\', token.size()) == nullptr) {
            *text = token.substr(1, token.size() - 2);
            return true;
        }
        error_code error = value.get_string().get(*text);
        return error == SUCCESS ? true
                                : fault(j, in_words(error), token.data());
    }

    /* Text and kind of a string, number, true, false or null. */
    bool scalar(ondemand::value value, view token, view *text,
                lia_json_kind *kind)
    {
        *text = token = trimmed(token);
        if (!token.empty() && token[0] == '"') {
            *kind = LIA_JSON_TEXT;
            return string(value, token, text);
        }
        *kind = token == "true" ? LIA_JSON_TRUE
              : token == "false" ? LIA_JSON_FALSE
              : token == "null" ? LIA_JSON_NULL : LIA_JSON_NUMBER;
        if (*kind == LIA_JSON_NUMBER && !is_number(token))
            return fault(j, "neither a number nor true, false or null",
                         token.data());
        return true;
    }

    bool array(ondemand::value value, view key, unsigned depth)
    {
        const bool mute = j->want != nullptr && wanted(j, key) == nullptr;

        j->mute += mute;
        bool fine = items(value, key, depth);
        j->mute -= mute;
        return fine;
    }

    bool items(ondemand::value value, view key, unsigned depth)
    {
        ondemand::array all;
        uint64_t from = j->arena_used;
        bool flat = true, first = true;

        if (error_code error = value.get_array().get(all))
            return failed(error);
        for (auto got : all) {
            ondemand::value item;
            if (error_code error = got.get(item))
                return failed(error);
            view token = item.raw_json_token(), text;
            lia_json_kind kind;
            if (!token.empty() && (token[0] == '{' || token[0] == '[')) {
                flat = false;
                j->mute++;
                bool fine = any(item, key, depth + 1);
                j->mute--;
                if (!fine)
                    return false;
                continue;
            }
            if (!scalar(item, token, &text, &kind))
                return false;
            if (j->mute > 0 || !flat)
                continue;
            if ((!first && !append(j, "|")) ||
                (kind != LIA_JSON_NULL && !append(j, text)))
                return false;
            first = false;
        }
        if (flat)
            return emit(j, key, view(j->arena + from, j->arena_used - from),
                        LIA_JSON_TEXT);
        j->arena_used = from;
        return true;
    }

    /* Keys are short: byte by byte to the quote or a backslash. */
    bool key_of(ondemand::field &field, view *key)
    {
        const char *raw = field.key().raw(), *at = raw;
        const char *end = j->copy + j->copy_room;

        while (at < end && *at != '"' && *at != '\\')
            at++;
        *key = view(raw, (size_t)(at - raw));
        if (at < end && *at == '"')
            return true;
        error_code error = field.unescaped_key().get(*key);
        return error == SUCCESS ? true : fault(j, in_words(error), raw);
    }

    /* What nobody wants is walked through all the same. */
    bool nested(ondemand::value value, view key, unsigned depth)
    {
        const bool mute = j->want != nullptr && !is_prefix(j, key);
        ondemand::object fields;

        if (error_code error = value.get_object().get(fields))
            return failed(error);
        j->mute += mute;
        bool fine = object(fields, key, depth);
        j->mute -= mute;
        return fine;
    }

    bool object(ondemand::object fields, view prefix, unsigned depth)
    {
        for (auto got : fields) {
            ondemand::field field;
            view key;
            if (error_code error = std::move(got).get(field))
                return failed(error);
            if (!key_of(field, &key))
                return false;
            if (depth > 0 && j->mute == 0) {
                uint64_t from = j->arena_used;
                if (!append(j, prefix) || !append(j, ".") || !append(j, key))
                    return false;
                key = view(j->arena + from, j->arena_used - from);
            }
            if (!any(field.value(), key, depth + 1))
                return false;
        }
        return true;
    }

    bool any(ondemand::value value, view key, unsigned depth)
    {
        view token = value.raw_json_token(), text;
        lia_json_kind kind;

        if (depth > DEPTH)
            return fault(j, "nested deeper than 64 levels", token.data());
        if (!token.empty() && token[0] == '{')
            return nested(value, key, depth);
        if (!token.empty() && token[0] == '[')
            return array(value, key, depth);
        return scalar(value, token, &text, &kind) &&
               emit(j, key, text, kind);
    }
};

/* Everything that must not move while the row is read. */
lia_status make_room(lia_json *j, const char *text, size_t length,
                     lia_error *err)
{
    lia_status st = LIA_OK;

    LIA_TRY(lia_reserve(&j->copy, &j->copy_room, length + SIMDJSON_PADDING, 1,
                        err));
    LIA_TRY(lia_reserve(&j->arena, &j->arena_room,
                        4 * (uint64_t)length + 16384, 1, err));
    if (length > 0)
        std::memcpy(j->copy, text, length);
    std::memset(j->copy + length, ' ', SIMDJSON_PADDING);
    if (j->want == nullptr)
        std::memset(j->slot, 0, j->slot_room * sizeof *j->slot);
    j->text = text;
    j->length = length;
    j->arena_used = 0;
    j->count = j->wants;
    for (uint64_t k = 0; j->want != nullptr && k < j->wants; k++)
        j->value[k] = {j->want[k].data(), j->want[k].size(), "", 0,
                       LIA_JSON_NULL};
    j->mute = 0;
    j->status = LIA_OK;
    j->why = j->where = nullptr;
    j->err = err;
done:
    return st;
}

void read_row(lia_json *j, size_t length)
{
    ondemand::document document;
    ondemand::object fields;
    const char *rest;
    error_code error = j->parser.iterate(j->copy, length,
                                         length + SIMDJSON_PADDING)
                           .get(document);

    bool started = error == SUCCESS;

    if (started)
        error = document.get_object().get(fields);
    if (error != SUCCESS) {
        (void)fault_of(j, error, document, started);
        return;
    }
    walker w = {j, document};
    if (w.object(fields, view(), 0) &&
        document.current_location().get(rest) == SUCCESS)
        (void)fault(j, "something follows the object", rest);
}

/* Bytes of the well-formed sequence at text, 0 = none (Unicode table 3-7). */
size_t sequence(const unsigned char *t, size_t left)
{
    size_t length = t[0] < 0x80 ? 1 : t[0] < 0xC2 ? 0 : t[0] < 0xE0 ? 2
                  : t[0] < 0xF0 ? 3 : t[0] < 0xF5 ? 4 : 0;

    if (length == 0 || length > left)
        return 0;
    for (size_t k = 1; k < length; k++)
        if ((t[k] & 0xC0) != 0x80)
            return 0;
    if ((t[0] == 0xE0 && t[1] < 0xA0) || (t[0] == 0xED && t[1] > 0x9F) ||
        (t[0] == 0xF0 && t[1] < 0x90) || (t[0] == 0xF4 && t[1] > 0x8F))
        return 0;
    return length;
}

size_t first_bad_byte(const char *text, size_t length)
{
    size_t at = 0, step;

    while (at < length &&
           (step = sequence((const unsigned char *)text + at, length - at)))
        at += step;
    return at;
}

/* Where the fault is; simdjson cannot say it for bytes and early ends. */
size_t place_of_fault(const lia_json *j, size_t length)
{
    if (std::strcmp(j->why, in_words(UTF8_ERROR)) == 0)
        return first_bad_byte(j->copy, length);
    if (std::strcmp(j->why, in_words(INCOMPLETE_ARRAY_OR_OBJECT)) == 0)
        return length;
    if (j->where == nullptr || j->where < j->copy ||
        j->where > j->copy + length)
        return length;
    return (size_t)(j->where - j->copy);
}

}  // namespace

extern "C" {

lia_status lia_json_open(lia_json **out, lia_error *err)
{
    lia_status st = LIA_OK;
    void *room = nullptr;
    lia_json *j = nullptr;

    LIA_TRY(lia_alloc_zero(&room, 1, sizeof *j, err));
    j = new (room) lia_json();
    LIA_TRY(lia_alloc_zero(&j->slot, SLOTS, sizeof *j->slot, err));
    j->slot_room = SLOTS;
    *out = j;
    j = nullptr;
done:
    lia_json_close(j);
    return st;
}

lia_status lia_json_want(lia_json *json, const char *const *keys, size_t count,
                         lia_error *err)
{
    lia_status st = LIA_OK;
    view *want = nullptr;

    LIA_TRY(lia_alloc(&want, count, sizeof(view), err));
    LIA_TRY(lia_reserve(&json->value, &json->value_room, count + 1,
                        sizeof *json->value, err));
    json->lengths = 0;
    for (size_t k = 0; k < count; k++) {
        want[k] = view(keys[k]);
        json->lengths |= length_bit(want[k].size());
    }
    lia_free(json->want);
    json->want = want;
    json->wants = count;
    want = nullptr;
done:
    lia_free(want);
    return st;
}

void lia_json_close(lia_json *json)
{
    if (json == nullptr)
        return;
    lia_free(json->want);
    lia_free(json->copy);
    lia_free(json->arena);
    lia_free(json->value);
    lia_free(json->slot);
    json->~lia_json();
    lia_free(json);
}

lia_status lia_json_row(const lia_json_value **values, size_t *count,
                        const char **why, size_t *at, lia_json *json,
                        const char *text, size_t length, lia_error *err)
{
    lia_status st = make_room(json, text, length, err);

    if (st != LIA_OK)
        return st;
    read_row(json, length);
    if (json->status != LIA_OK)
        return json->status;
    *why = json->why;
    *at = json->why ? place_of_fault(json, length) : 0;
    *values = json->value;
    *count = json->why ? 0 : json->count;
    return LIA_OK;
}

bool lia_is_utf8(const char *text, size_t length)
{
    return simdjson::validate_utf8(text, length);
}

}
