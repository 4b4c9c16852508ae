/* window_hash.c - the plain way to a co-engagement network, as a baseline:
 *
 *     bench_window_hash FILE WINDOW MIN
 *
 * Reads actor,object,time (unix seconds), sorts, slides a window over every
 * post and adds every pair up in one hash table; prints the pairs with MIN
 * posts or more. What one writes in an afternoon: no prefilter, no bound.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct event {
    uint32_t account, post, time;
} event;

typedef struct slot {
    uint64_t key;          /* smaller account << 32 | larger; 0 = free       */
    uint32_t weight, delta;
} slot;

typedef struct names {
    char **name;
    uint32_t *id, count;
    uint64_t slots;
} names;

static uint64_t hash_text(const char *text)
{
    uint64_t h = 14695981039346656037u;

    for (; *text != '\0'; text++)
        h = (h ^ (unsigned char)*text) * 1099511628211u;
    return h ^ h >> 29;
}

static void grow_names(names *n)
{
    uint64_t slots = n->slots ? 2 * n->slots : 1024;
    uint32_t *id = calloc(slots, sizeof *id);

    n->name = realloc(n->name, slots * sizeof *n->name);
    for (uint32_t k = 0; k < n->count; k++) {
        uint64_t at = hash_text(n->name[k]) & (slots - 1);
        while (id[at] != 0)
            at = (at + 1) & (slots - 1);
        id[at] = k + 1;
    }
    free(n->id);
    n->id = id;
    n->slots = slots;
}

static uint32_t id_of(names *n, const char *text)
{
    uint64_t at;

    if (2 * (uint64_t)(n->count + 1) > n->slots)
        grow_names(n);
    at = hash_text(text) & (n->slots - 1);
    for (; n->id[at] != 0; at = (at + 1) & (n->slots - 1))
        if (strcmp(n->name[n->id[at] - 1], text) == 0)
            return n->id[at] - 1;
    n->name[n->count] = strdup(text);
    n->id[at] = ++n->count;
    return n->count - 1;
}

static int by_account(const void *left, const void *right)
{
    const event *a = left, *b = right;

    if (a->post != b->post)
        return a->post < b->post ? -1 : 1;
    if (a->account != b->account)
        return a->account < b->account ? -1 : 1;
    return (a->time > b->time) - (a->time < b->time);
}

static int by_time(const void *left, const void *right)
{
    const event *a = left, *b = right;

    if (a->post != b->post)
        return a->post < b->post ? -1 : 1;
    return (a->time > b->time) - (a->time < b->time);
}

static slot *table;
static uint64_t slots = 1 << 16, used;

static slot *find(uint64_t key)
{
    uint64_t at = key * 0x9E3779B97F4A7C15u;

    for (at = (at ^ at >> 32) & (slots - 1); table[at].key != 0 &&
         table[at].key != key;)
        at = (at + 1) & (slots - 1);
    return &table[at];
}

static void add(uint32_t a, uint32_t b, uint32_t delta)
{
    const uint64_t key = a < b ? (uint64_t)a << 32 | b : (uint64_t)b << 32 | a;
    slot *s;

    if (2 * used > slots) {
        slot *old = table;
        const uint64_t count = slots;
        slots *= 2;
        table = calloc(slots, sizeof *table);
        for (uint64_t k = 0; k < count; k++)
            if (old[k].key != 0)
                *find(old[k].key) = old[k];
        free(old);
    }
    s = find(key);
    used += s->key == 0;
    s->key = key;
    s->weight++;
    s->delta += delta;
}

static uint64_t read_events(event **out, const char *path, names *accounts,
                            names *posts)
{
    FILE *file = fopen(path, "r");
    char line[512];
    uint64_t count = 0, room = 0;

    if (file == NULL || fgets(line, sizeof line, file) == NULL)
        return 0;
    while (fgets(line, sizeof line, file) != NULL) {
        char *object = strchr(line, ','), *time;
        if (object == NULL || (time = strchr(object + 1, ',')) == NULL)
            continue;
        *object++ = *time++ = '\0';
        if (count == room) {
            room = room ? 2 * room : 1024;
            *out = realloc(*out, room * sizeof **out);
        }
        (*out)[count++] = (event){id_of(accounts, line), id_of(posts, object),
                                  (uint32_t)strtoul(time, NULL, 10)};
    }
    (void)fclose(file);
    return count;
}

int main(int argc, char **argv)
{
    names accounts = {.count = 0}, posts = {.count = 0};
    event *e = NULL;
    uint64_t count, kept = 0;

    if (argc != 4)
        return 2;
    const uint32_t window = (uint32_t)strtoul(argv[2], NULL, 10);
    const uint32_t least = (uint32_t)strtoul(argv[3], NULL, 10);
    count = read_events(&e, argv[1], &accounts, &posts);
    table = calloc(slots, sizeof *table);
    qsort(e, count, sizeof *e, by_account);
    for (uint64_t k = 0; k < count; k++)
        if (kept == 0 || e[kept - 1].post != e[k].post ||
            e[kept - 1].account != e[k].account)
            e[kept++] = e[k];
    qsort(e, kept, sizeof *e, by_time);
    for (uint64_t j = 0, low = 0; j < kept; j++) {
        while (e[low].post != e[j].post || e[j].time - e[low].time > window)
            low++;
        for (uint64_t i = low; i < j; i++)
            add(e[i].account, e[j].account, e[j].time - e[i].time);
    }
    puts("account_a,account_b,weight,mean_delta_s");
    for (uint64_t k = 0; k < slots; k++)
        if (table[k].key != 0 && table[k].weight >= least)
            printf("%s,%s,%u,%.17g\n", accounts.name[table[k].key >> 32],
                   accounts.name[(uint32_t)table[k].key], table[k].weight,
                   (double)table[k].delta / table[k].weight);
    return 0;
}
