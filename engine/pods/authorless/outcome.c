/* pods/authorless/outcome.c - see outcome.h. */
#include "pods/authorless/outcome.h"

#include <string.h>

#include "base/mem.h"
#include "pods/authorless/automation.h"

lia_status lia_count_days(uint32_t *out, const lia_field *field,
                          lia_error *err)
{
    const lia_event *event = field->events->event;
    const int64_t first = lia_floor_div(field->first_hour, 24);
    lia_status st = LIA_OK;
    uint8_t *seen = NULL;

    LIA_TRY(lia_alloc_zero(&seen, field->hours / 24 + 2, 1, err));
    for (uint32_t e = 0; e < field->count; e++) {
        uint8_t *day = &seen[lia_floor_div(event[e].time, LIA_DAY) - first];
        *out += !*day;
        *day = 1;
    }
done:
    lia_free(seen);
    return st;
}

static void put_group(lia_coordinated *out, const lia_found *found,
                      const lia_scale *scale)
{
    const int by = lia_by_of(found->tier);
    const lia_score *score = &found->proposal.score[by];
    const lia_membership *m = &found->membership;
    lia_coordinated_group *g = &out->group[out->group_count++];

    *g = (lia_coordinated_group){
        .tier = found->tier, .window = scale->window,
        .horizon = scale->horizon, .first = out->member_count,
        .members = m->count, .log_p = score->log_p, .q = found->q,
        .days = score->clusters, .pair_events = score->pairs,
        .near = score->near, .expected = score->expected,
        .crowd = found->proposal.crowd[by],
        .habit = found->proposal.habit[by],
        .seen = found->seen, .half = found->proposal.half};
    for (lia_vid k = 0; k < m->count; k++) {
        out->member[out->member_count] = m->member[k];
        out->is_core[out->member_count] = m->is_core[k];
        out->member_log_p[out->member_count++] = m->log_p[k];
        g->core += m->is_core[k];
    }
}

/* Of the core: who grew into it may be anything. */
static lia_status describe_cores(lia_coordinated *out, const lia_field *field,
                                 lia_error *err)
{
    lia_status st = LIA_OK;
    lia_vid *core = NULL;

    LIA_TRY(lia_alloc(&core, out->member_count, sizeof *core, err));
    for (uint64_t g = 0; g < out->group_count; g++) {
        lia_coordinated_group *group = &out->group[g];
        lia_vid count = 0;
        for (uint64_t k = group->first; k < group->first + group->members; k++)
            if (out->is_core[k])
                core[count++] = out->member[k];
        LIA_TRY(lia_automation_of(&group->automation, field, core, count,
                                  err));
    }
done:
    lia_free(core);
    return st;
}

lia_status lia_outcome_put(lia_coordinated *out, const lia_finds *finds,
                           const lia_scale *scale, const lia_field *field,
                           lia_error *err)
{
    lia_status st = LIA_OK;
    uint64_t members = 0;

    for (uint64_t k = 0; k < finds->count; k++)
        members += finds->list[k].membership.count;
    LIA_TRY(lia_alloc(&out->group, finds->count, sizeof *out->group, err));
    LIA_TRY(lia_alloc(&out->member, members, sizeof *out->member, err));
    LIA_TRY(lia_alloc(&out->is_core, members, 1, err));
    LIA_TRY(lia_alloc(&out->member_log_p, members, sizeof *out->member_log_p,
                      err));
    for (uint64_t k = 0; k < finds->count; k++) {
        const lia_found *f = &finds->list[k];
        put_group(out, f, &scale[f->proposal.scale[lia_by_of(f->tier)]]);
    }
    LIA_TRY(describe_cores(out, field, err));
done:
    return st;
}

void lia_coordinated_free(lia_coordinated *result)
{
    lia_free(result->group);
    lia_free(result->member);
    lia_free(result->is_core);
    lia_free(result->member_log_p);
    memset(result, 0, sizeof *result);
}
