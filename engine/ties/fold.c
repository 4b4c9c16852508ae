/* ties/fold.c - hanging trees are folded: the proof is in fold.h. */
#include "ties/fold.h"

#include <string.h>

#include "base/mem.h"
#include "graph/rows.h"

typedef struct folding {
    const lia_ties *ties;
    lia_vid *parent;   /* [n] where it was folded into; LIA_NONE = core      */
    lia_vid *queue;    /* [n]                                                */
    uint32_t *degree;  /* [n] contacts not yet folded                        */
    uint32_t *below;   /* [n] h(x)                                           */
    uint32_t *size;    /* [n] of the component                               */
    double *accounts;  /* [n] pairs between trees, or NULL                   */
    double *ties_out;  /* [m] or NULL                                        */
    uint64_t *first;   /* [n] see lia_ties_first                             */
} folding;

/* Breadth-first from every account not yet reached. */
static void measure_components(folding *f)
{
    const lia_ties *t = f->ties;

    memset(f->size, 0, t->n * sizeof *f->size);
    for (lia_vid s = 0; s < t->n; s++) {
        lia_vid head = 0, tail = 0;
        if (f->size[s] != 0)
            continue;
        f->queue[tail++] = s;
        f->size[s] = 1;
        while (head < tail) {
            lia_vid v = f->queue[head++];
            for (uint64_t e = t->off[v]; e < t->off[v + 1]; e++) {
                lia_vid w = t->to[e];
                if (f->size[w] == 0) {
                    f->size[w] = 1;
                    f->queue[tail++] = w;
                }
            }
        }
        for (head = 0; head < tail; head++)
            f->size[f->queue[head]] = tail;
    }
}

static uint64_t place_of_parent(const folding *f, lia_vid p)
{
    uint64_t e = f->ties->off[p];

    while (f->parent[f->ties->to[e]] != LIA_NONE)
        e++;
    return e;
}

/* Fold p into its one contact that is left. */
static lia_vid fold_one(folding *f, lia_vid p)
{
    uint64_t e = place_of_parent(f, p);
    lia_vid q = f->ties->to[e];
    double s = 1.0 + f->below[p];

    if (f->ties_out) {
        lia_vid a = p < q ? p : q, b = p < q ? q : p;
        uint64_t at = p < q ? e : lia_ties_find(f->ties, a, b);
        f->ties_out[f->first[a] + at] = s * ((double)f->size[p] - s);
    }
    if (f->accounts)
        f->accounts[q] += f->below[q] * s;
    f->below[q] += f->below[p] + 1;
    f->degree[q]--;
    f->degree[p] = 0;
    f->parent[p] = q;
    return q;
}

static void fold_all(folding *f)
{
    const lia_vid n = f->ties->n;
    lia_vid head = 0, tail = 0;

    for (lia_vid i = 0; i < n; i++) {
        f->parent[i] = LIA_NONE;
        f->below[i] = 0;
        f->degree[i] = (uint32_t)(f->ties->off[i + 1] - f->ties->off[i]);
        if (f->degree[i] == 1)
            f->queue[tail++] = i;
    }
    while (head < tail) {
        lia_vid p = f->queue[head++];
        if (f->degree[p] != 1)
            continue; /* the last two of a tree: the other one was folded */
        lia_vid q = fold_one(f, p);
        if (f->degree[q] == 1)
            f->queue[tail++] = q;
    }
    if (f->accounts == NULL)
        return;
    for (lia_vid i = 0; i < n; i++) {
        double h = f->below[i];
        f->accounts[i] += h * ((double)f->size[i] - 1.0 - h);
    }
}

/* Number the core by degree, many to few (counting sort, stable); the new
 * number of i goes to parent[i], which is LIA_NONE for the folded after. */
static lia_status number_core(lia_fold *out, folding *f, lia_error *err)
{
    const lia_vid n = f->ties->n;
    lia_status st = LIA_OK;
    lia_vid *start = NULL;
    uint32_t most = 0;
    lia_vid sum = 0;

    for (lia_vid i = 0; i < n; i++)
        most = f->degree[i] > most ? f->degree[i] : most;
    LIA_TRY(lia_alloc_zero(&start, (uint64_t)most + 1, sizeof *start, err));
    for (lia_vid i = 0; i < n; i++)
        start[f->degree[i]]++;
    for (uint32_t d = most; d > 0; d--) {
        lia_vid count = start[d];
        start[d] = sum;
        sum += count;
    }
    out->n = sum;
    for (lia_vid i = 0; i < n; i++)
        f->parent[i] = f->degree[i] > 0 ? start[f->degree[i]]++ : LIA_NONE;
done:
    lia_free(start);
    return st;
}

static lia_status build_core(lia_fold *out, folding *f, lia_error *err)
{
    const lia_ties *t = f->ties;
    lia_status st = LIA_OK;
    uint64_t end = 0;

    LIA_TRY(lia_alloc(&out->off, (uint64_t)out->n + 1, sizeof *out->off, err));
    LIA_TRY(lia_alloc(&out->original, out->n, sizeof *out->original, err));
    LIA_TRY(lia_alloc(&out->mass, out->n, sizeof *out->mass, err));
    for (lia_vid i = 0; i < t->n; i++)
        if (f->parent[i] != LIA_NONE)
            out->original[f->parent[i]] = i;
    for (lia_vid c = 0; c < out->n; c++) {
        out->off[c] = end;
        out->mass[c] = 1.0 + f->below[out->original[c]];
        end += f->degree[out->original[c]];
    }
    out->off[out->n] = end;
    LIA_TRY(lia_alloc(&out->to, end, sizeof *out->to, err));
    end = 0;
    for (lia_vid c = 0; c < out->n; c++) {
        lia_vid i = out->original[c];
        for (uint64_t e = t->off[i]; e < t->off[i + 1]; e++)
            if (f->parent[t->to[e]] != LIA_NONE)
                out->to[end++] = f->parent[t->to[e]];
    }
done:
    return st;
}

static lia_status fold_scratch(folding *f, lia_error *err)
{
    const lia_vid n = f->ties->n;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc(&f->parent, n, sizeof *f->parent, err));
    LIA_TRY(lia_alloc(&f->queue, n, sizeof *f->queue, err));
    LIA_TRY(lia_alloc(&f->degree, n, sizeof *f->degree, err));
    LIA_TRY(lia_alloc(&f->below, n, sizeof *f->below, err));
    LIA_TRY(lia_alloc(&f->size, n, sizeof *f->size, err));
    LIA_TRY(lia_alloc(&f->first, n, sizeof *f->first, err));
done:
    return st;
}

lia_status lia_fold_ties(lia_fold *out, double *accounts, double *ties_out,
                         const lia_ties *ties, lia_error *err)
{
    lia_status st = LIA_OK;
    lia_fold core = {0};
    folding f = {.ties = ties, .accounts = accounts, .ties_out = ties_out};

    LIA_TRY(fold_scratch(&f, err));
    if (accounts)
        memset(accounts, 0, ties->n * sizeof *accounts);
    if (ties_out)
        memset(ties_out, 0, ties->m * sizeof *ties_out);
    lia_ties_first(f.first, ties);
    measure_components(&f);
    fold_all(&f);
    LIA_TRY(number_core(&core, &f, err));
    LIA_TRY(build_core(&core, &f, err));
    *out = core;
    core = (lia_fold){0};
done:
    lia_fold_free(&core);
    lia_free(f.parent);
    lia_free(f.queue);
    lia_free(f.degree);
    lia_free(f.below);
    lia_free(f.size);
    lia_free(f.first);
    return st;
}

void lia_fold_free(lia_fold *fold)
{
    lia_free(fold->off);
    lia_free(fold->to);
    lia_free(fold->original);
    lia_free(fold->mass);
    *fold = (lia_fold){0};
}
