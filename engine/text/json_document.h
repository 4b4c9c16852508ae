/* text/json_document.h - small JSON documents: manifests, configurations.
 *
 * A door to cJSON with its corners taken off: names are case-sensitive, text
 * is made valid UTF-8, whole numbers beyond 2^53 are written as strings (a
 * reader may ask for either), and a mistake says where it stands. For rows by
 * the million there are lia_sink_json and text/json.h.
 *
 * Building: every function takes NULL for a node and then does nothing, so a
 * document is put together without looking; the print at the end fails with
 * LIA_ENOMEM if anything could not be added. Nodes belong to the document.
 */
#ifndef LIA_TEXT_JSON_DOCUMENT_H
#define LIA_TEXT_JSON_DOCUMENT_H

#include "base/status.h"

typedef struct lia_node lia_node;

typedef struct lia_document {
    lia_node *root;          /* an object                                    */
    bool is_short;           /* memory ran out on the way                    */
} lia_document;

LIA_CHECKED lia_status lia_document_new(lia_document *out, lia_error *err);
/* One object from text. LIA_EINPUT "name:line:column: ..." for what is no
 * JSON object; name is for the message. */
LIA_CHECKED lia_status lia_document_parse(lia_document *out, const char *name,
                                          const char *text, size_t length,
                                          lia_error *err);
void lia_document_free(lia_document *document);  /* all zero is fine */

/* Add to an object under a name, or (name NULL) to an array. */
lia_node *lia_node_add_object(lia_document *document, lia_node *to,
                              const char *name);
lia_node *lia_node_add_array(lia_document *document, lia_node *to,
                             const char *name);
void lia_node_add_text(lia_document *document, lia_node *to, const char *name,
                       const char *text);                 /* NULL = null      */
void lia_node_add_count(lia_document *document, lia_node *to, const char *name,
                        uint64_t value);
void lia_node_add_number(lia_document *document, lia_node *to,
                         const char *name, double value); /* NAN, inf = null  */
void lia_node_add_flag(lia_document *document, lia_node *to, const char *name,
                       bool value);
/* The document with indentation and a newline; free with lia_free. */
LIA_CHECKED lia_status lia_document_print(char **out, size_t *length,
                                          const lia_document *document,
                                          lia_error *err);

typedef enum lia_node_kind {
    LIA_NODE_NONE, LIA_NODE_NULL, LIA_NODE_FLAG, LIA_NODE_NUMBER,
    LIA_NODE_TEXT, LIA_NODE_ARRAY, LIA_NODE_OBJECT
} lia_node_kind;

/* Reading; a NULL node is LIA_NODE_NONE and has nothing. */
lia_node_kind lia_node_kind_of(const lia_node *node);
const lia_node *lia_node_get(const lia_node *object, const char *name);
const lia_node *lia_node_first(const lia_node *list);
const lia_node *lia_node_next(const lia_node *node);
const char *lia_node_name(const lia_node *node);      /* NULL in an array     */
const char *lia_node_text(const lia_node *node);      /* NULL: no text        */
bool lia_node_flag(bool *out, const lia_node *node);
bool lia_node_number(double *out, const lia_node *node);
/* A whole number, or a text that is one. */
bool lia_node_count(uint64_t *out, const lia_node *node);

#endif
