/* cli/report/report_picture.h - the network of a report to look at, in the page
 * and in the tools of others.
 */
#ifndef LIA_CLI_REPORT_REPORT_PICTURE_H
#define LIA_CLI_REPORT_REPORT_PICTURE_H

#include "cli/report/report_doors.h"
#include "cli/report/report_out.h"
#include "report/picture.h"

typedef struct report_pictures {
    lia_picture shown;       /* in the page: at most LIA_PICTURE_NODES ..    */
    lia_picture whole;       /* empty where `shown` is whole, or where the
                                network is too large for a file              */
    const lia_picture *in_files;     /* one of the two                       */
    uint32_t *pod;           /* [n] number of its first pod, LIA_NONE        */
    lia_vid *wanted;         /* [wanted_count] who is shown in any case      */
    uint64_t wanted_count, wanted_room;
    uint64_t *wanted_tie;    /* [wanted_ties]                                */
    uint64_t wanted_ties, wanted_tie_room;
} report_pictures;

/* Shown in any case: who asks, members of pods, everybody on the ways to
 * targets, and whom the first rows of any ranking name. Sets r->picture. Do
 * not move the struct. */
LIA_CHECKED lia_status report_pictures_make(report_pictures *out,
                                            report_parts *r,
                                            const lia_pods *pods,
                                            const report_doors *doors,
                                            lia_error *err);
void report_pictures_free(report_pictures *p);

#endif
