/* report/page/picture.c - the network drawn without a script, and its data for
 * the script that makes it move.
 *
 * The drawing is small: ties of one pod are one path, an account is a circle
 * with its name as title. Coordinates are whole numbers of 0 .. 1000.
 */
#include <math.h>

#include "report/page/html.h"
#include "report/page/sections.h"

enum { SIDE = 1000, EDGE = 24, COLOURS = 8 };

typedef struct drawing {
    const lia_picture *p;
    const lia_page *page;
    int width, height;
} drawing;

static int place_of(double value)
{
    return (int)floor(value * SIDE + 0.5);
}

/* ---- static ---- */

static void put_int(lia_sink *sink, int value)
{
    if (value < 0) {
        lia_sink_byte(sink, '-');
        value = -value;
    }
    lia_sink_count(sink, (uint64_t)value);
}

static void put_pair(lia_sink *sink, int x, int y)
{
    put_int(sink, x);
    if (y >= 0)
        lia_sink_byte(sink, ' ');
    put_int(sink, y);
}

static bool in_one_pod(const lia_picture *p, uint32_t edge)
{
    const uint32_t a = p->pod[p->end[2 * edge]];

    return a != LIA_NONE && a == p->pod[p->end[2 * edge + 1]];
}

/* Ties inside a pod apart from the others. */
static void put_ties(lia_sink *sink, const lia_picture *p, bool inside)
{
    bool is_open = false;

    for (uint32_t e = 0; e < p->edges; e++) {
        const uint32_t a = p->end[2 * e], b = p->end[2 * e + 1];
        if (in_one_pod(p, e) != inside)
            continue;
        if (!is_open)
            lia_sink_text(sink, inside ? "<path class=\"tie inside\" d=\""
                                       : "<path class=\"tie\" d=\"");
        is_open = true;
        lia_sink_byte(sink, 'M');
        put_pair(sink, place_of(p->x[a]), place_of(p->y[a]));
        lia_sink_byte(sink, 'l');
        put_pair(sink, place_of(p->x[b]) - place_of(p->x[a]),
                 place_of(p->y[b]) - place_of(p->y[a]));
    }
    if (is_open)
        lia_sink_text(sink, "\"/>\n");
}

/* Grows with the root of the ties, so that areas compare. */
static int tenths_of_radius(const lia_picture *p, uint32_t node)
{
    const double most = p->nodes > 1000 ? 9 : p->nodes > 200 ? 12 : 16;
    const double radius = 2.5 + 0.9 * sqrt((double)p->degree[node]);

    return (int)(10 * (radius < most ? radius : most) + 0.5);
}

/* The first pods have a colour each, as in the picture that moves; the last
 * colour, grey, is for all others. */
static void put_node(lia_sink *sink, const drawing *d, uint32_t node)
{
    const lia_picture *p = d->p;
    const lia_said said = lia_page_account(d->page, p->account[node]);
    const int radius = tenths_of_radius(p, node);

    lia_sink_text(sink, "<circle class=\"");
    if (p->pod[node] != LIA_NONE) {
        lia_sink_byte(sink, 'c');
        lia_sink_count(sink, p->pod[node] < COLOURS ? p->pod[node] - 1
                                                    : COLOURS - 1);
    } else {
        lia_sink_text(sink, "none");
    }
    lia_sink_text(sink, "\" cx=\"");
    put_int(sink, place_of(p->x[node]));
    lia_sink_text(sink, "\" cy=\"");
    put_int(sink, place_of(p->y[node]));
    lia_sink_text(sink, "\" r=\"");
    lia_sink_count(sink, (uint64_t)radius / 10);
    if (radius % 10 != 0) {
        lia_sink_byte(sink, '.');
        lia_sink_count(sink, (uint64_t)radius % 10);
    }
    lia_sink_text(sink, "\"><title>");
    lia_html_put(sink, said.text, said.length, LIA_HTML_NAME);
    lia_sink_text(sink, "</title></circle>\n");
}

static void put_drawing(lia_sink *sink, const drawing *d)
{
    lia_sink_text(sink, "<svg class=\"picture\" viewBox=\"");
    put_pair(sink, -EDGE, -EDGE);
    lia_sink_byte(sink, ' ');
    put_pair(sink, d->width + 2 * EDGE, d->height + 2 * EDGE);
    lia_sink_text(sink, "\" role=\"img\"");
    lia_say_attribute(sink, "aria-label", d->page->language,
                      N_("Drawing of the network"), NULL, 0);
    lia_sink_text(sink, ">\n");
    put_ties(sink, d->p, false);
    put_ties(sink, d->p, true);
    for (uint32_t k = 0; k < d->p->nodes; k++)
        put_node(sink, d, k);
    lia_sink_text(sink, "</svg>\n");
}

/* ---- data ---- */

static void begin_list(lia_sink *sink, const char *name)
{
    lia_sink_text(sink, ",\n\"");
    lia_sink_text(sink, name);
    lia_sink_text(sink, "\":[");
}

static void put_place(lia_sink *sink, uint32_t value)
{
    if (value == LIA_NONE)
        lia_sink_text(sink, "-1");
    else
        lia_sink_count(sink, value);
}

static void put_places(lia_sink *sink, const char *name, const double *value,
                       uint32_t count)
{
    begin_list(sink, name);
    for (uint32_t k = 0; k < count; k++) {
        if (k > 0)
            lia_sink_byte(sink, ',');
        put_int(sink, place_of(value[k]));
    }
    lia_sink_byte(sink, ']');
}

static void put_numbers(lia_sink *sink, const char *name,
                        const uint32_t *value, uint32_t count)
{
    begin_list(sink, name);
    for (uint32_t k = 0; k < count; k++) {
        if (k > 0)
            lia_sink_byte(sink, ',');
        put_place(sink, value[k]);
    }
    lia_sink_byte(sink, ']');
}

static void put_names(lia_sink *sink, const drawing *d)
{
    for (int is_name = 0; is_name < 2; is_name++) {
        begin_list(sink, is_name ? "name" : "id");
        for (uint32_t k = 0; k < d->p->nodes; k++) {
            const lia_said said = lia_page_account(d->page, d->p->account[k]);
            if (k > 0)
                lia_sink_byte(sink, ',');
            if (is_name)
                lia_html_json(sink, said.text, said.length, LIA_HTML_NAME);
            else
                lia_html_json(sink, said.key, said.key_length, LIA_HTML_NAME);
        }
        lia_sink_byte(sink, ']');
    }
}

/* Companies are numbered by their first account: the place in `seen`, which
 * then holds them, or the count where it is not there. */
static uint32_t company_number(const uint32_t *seen, uint32_t count,
                               uint32_t company)
{
    uint32_t k = 0;

    while (k < count && seen[k] != company)
        k++;
    return k;
}

static void put_companies(lia_sink *sink, const drawing *d)
{
    const lia_names *texts = &d->page->tables->texts;
    uint32_t seen[LIA_PICTURE_NODES], count = 0;

    begin_list(sink, "company");
    for (uint32_t k = 0; k < d->p->nodes; k++) {
        const uint32_t company = d->p->company[k];
        uint32_t number = LIA_NONE;
        if (company != LIA_NONE) {
            number = company_number(seen, count, company);
            if (number == count && count < LIA_PICTURE_NODES)
                seen[count++] = company;
            else if (number == count)
                number = LIA_NONE;
        }
        if (k > 0)
            lia_sink_byte(sink, ',');
        put_place(sink, number);
    }
    lia_sink_byte(sink, ']');
    begin_list(sink, "companies");
    for (uint32_t k = 0; k < count; k++) {
        size_t length;
        const char *name = lia_name(texts, seen[k], &length);
        if (k > 0)
            lia_sink_byte(sink, ',');
        lia_html_json(sink, name, length, LIA_HTML_NAME);
    }
    lia_sink_byte(sink, ']');
}

/* "1 calculated" by number, from 0 on; numbers that are no pod of the page are
 * empty. */
static void put_pods(lia_sink *sink, const drawing *d)
{
    const lia_ranked *t = lia_page_find(d->page, "pods");

    begin_list(sink, "pods");
    lia_sink_text(sink, "\"\"");
    for (uint64_t r = 0; t != NULL && r < t->rows; r++) {
        size_t length;
        const char *word = lia_page_words(&length, t, r, "class");
        lia_sink_text(sink, ",\"");
        lia_sink_count(sink, lia_page_count(t, r, "pod"));
        lia_sink_byte(sink, ' ');
        lia_html_text(sink, length > 0 ? word : "");
        lia_sink_byte(sink, '"');
    }
    lia_sink_byte(sink, ']');
}

static void put_ends(lia_sink *sink, const lia_picture *p)
{
    for (uint32_t side = 0; side < 2; side++) {
        begin_list(sink, side ? "b" : "a");
        for (uint32_t e = 0; e < p->edges; e++) {
            if (e > 0)
                lia_sink_byte(sink, ',');
            lia_sink_count(sink, p->end[2 * e + side]);
        }
        lia_sink_byte(sink, ']');
    }
    begin_list(sink, "w");
    for (uint32_t e = 0; e < p->edges; e++) {
        const int hundredths = (int)(100 * p->weight[e] + 0.5);
        if (e > 0)
            lia_sink_byte(sink, ',');
        if (hundredths >= 100)
            lia_sink_byte(sink, '1');
        else if (hundredths == 0)
            lia_sink_byte(sink, '0');
        else {
            lia_sink_text(sink, hundredths < 10 ? "0.0" : "0.");
            lia_sink_count(sink, (uint64_t)hundredths);
        }
    }
    lia_sink_byte(sink, ']');
}

static void put_data(lia_sink *sink, const drawing *d)
{
    const lia_picture *p = d->p;

    lia_sink_text(sink, "<script type=\"application/json\" "
                        "id=\"picture-data\">\n{\"accounts_all\":");
    lia_sink_count(sink, p->accounts_all);
    lia_sink_text(sink, ",\"ties_all\":");
    lia_sink_count(sink, p->ties_all);
    lia_sink_text(sink, ",\"width\":");
    put_int(sink, d->width);
    lia_sink_text(sink, ",\"height\":");
    put_int(sink, d->height);
    put_places(sink, "x", p->x, p->nodes);
    put_places(sink, "y", p->y, p->nodes);
    put_names(sink, d);
    put_companies(sink, d);
    put_numbers(sink, "pod", p->pod, p->nodes);
    put_pods(sink, d);
    put_numbers(sink, "community", p->community, p->nodes);
    begin_list(sink, "degree");
    for (uint32_t k = 0; k < p->nodes; k++) {
        if (k > 0)
            lia_sink_byte(sink, ',');
        lia_sink_count(sink, p->degree[k]);
    }
    lia_sink_byte(sink, ']');
    begin_list(sink, "size");
    for (uint32_t k = 0; k < p->nodes; k++) {
        const int tenths = tenths_of_radius(p, k);
        if (k > 0)
            lia_sink_byte(sink, ',');
        put_int(sink, tenths / 10);
        if (tenths % 10 != 0) {
            lia_sink_byte(sink, '.');
            put_int(sink, tenths % 10);
        }
    }
    lia_sink_byte(sink, ']');
    put_ends(sink, p);
    lia_sink_text(sink, "}\n</script>\n");
}

void lia_page_picture(lia_sink *sink, const lia_page *page)
{
    const lia_picture *p = page->picture;
    const drawing d = {p, page, place_of(p->width), place_of(p->height)};

    lia_sink_text(sink, "<figure id=\"picture\">\n");
    put_drawing(sink, &d);
    lia_sink_text(sink, "<canvas hidden></canvas>\n<figcaption>");
    SAY_ALONE(sink, N_("Colour: the pod of an account; grey is none. Area: "
                       "how many ties it has. Accounts that share contacts "
                       "stand near each other; distances beyond that mean "
                       "nothing."));
    lia_sink_text(sink, "</figcaption>\n</figure>\n");
    put_data(sink, &d);
}
