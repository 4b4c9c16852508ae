/* pods/result.h - groups in order of rank, as rows. */
#ifndef LIA_PODS_RESULT_H
#define LIA_PODS_RESULT_H

#include "pods/search.h"

LIA_CHECKED lia_status pod_result_build(lia_pods *out, const pod_search *f,
                                        const lia_tables *tables,
                                        lia_error *err);

#endif
