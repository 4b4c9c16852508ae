/* cli/say/json_out.h - a JSON document, member by member, to an open stream. */
#ifndef LIA_CLI_SAY_JSON_OUT_H
#define LIA_CLI_SAY_JSON_OUT_H

#include "liaison/ranked.h"
#include "report/sink.h"

typedef struct json_out {
    lia_sink sink;
    int depth;
    bool has_members;    /* of the innermost object or array                 */
} json_out;

/* Opens the outermost object, too, with its schema. */
LIA_CHECKED lia_status json_open(json_out *out, FILE *stream,
                                 const char *schema, lia_error *err);
/* Closes what is open. LIA_EIO if anything was not written. */
LIA_CHECKED lia_status json_close(json_out *j, lia_error *err);

/* name: NULL inside an array. */
void json_begin(json_out *j, const char *name, char bracket);
void json_end(json_out *j, char bracket);
void json_text(json_out *j, const char *name, const char *text);
/* LIA_NONE: null. */
void json_name(json_out *j, const char *name, const lia_names *names,
               uint32_t id);
void json_count(json_out *j, const char *name, uint64_t value);
void json_number(json_out *j, const char *name, double value); /* NAN: null */
void json_flag(json_out *j, const char *name, bool value);
void json_time(json_out *j, const char *name, lia_time value);
/* The first rows of a table (0 = all) as an array of objects. */
void json_rows(json_out *j, const char *name, const lia_ranked *table,
               uint64_t top);

#endif
