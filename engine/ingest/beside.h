/* ingest/beside.h - what lies beside data in folders and archives. */
#ifndef LIA_INGEST_BESIDE_H
#define LIA_INGEST_BESIDE_H

#include "ingest/walk.h"

/* Why a file is not even opened, or NULL. *beside: what keeps it from being
 * read unless an adapter knows it, or NULL. */
const char *lia_why_unread(const lia_file *file, const char **beside);

#endif
