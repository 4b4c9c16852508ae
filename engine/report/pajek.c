/* report/pajek.c - Pajek's .net: labels and weights, in ASCII.
 *
 * Readers disagree on encodings, on quotes and on backslashes inside labels,
 * so whatever is not a plain ASCII character stands as a reference (&#233;),
 * which is Pajek's own way of writing Unicode.
 */
#include "report/network.h"

#include "text/rune.h"

enum { REPLACEMENT = 0xFFFD };

static bool is_plain(uint32_t rune)
{
    return rune >= 0x20 && rune < 0x7F && rune != '"' && rune != '\\' &&
           rune != '&';
}

static void put_label(lia_sink *sink, const lia_names *names, lia_vid v)
{
    size_t length;
    const char *name = lia_name(names, v, &length);
    bool whole = true;

    for (size_t i = 0, width; i < length; i += width) {
        uint32_t rune;
        width = lia_rune(&rune, name + i, length - i);
        if (is_plain(rune)) {
            lia_sink_byte(sink, name[i]);
            continue;
        }
        whole = whole && rune != LIA_RUNE_BAD;
        lia_sink_text(sink, "&#");
        lia_sink_count(sink, rune == LIA_RUNE_BAD ? REPLACEMENT : rune);
        lia_sink_byte(sink, ';');
    }
    if (!whole) {
        lia_sink_text(sink, " #");
        lia_sink_count(sink, v);
    }
}

void lia_network_pajek(lia_sink *sink, const lia_network *network)
{
    lia_edge edge = lia_edge_begin();
    lia_cell weight;

    lia_sink_text(sink, "*Vertices ");
    lia_sink_count(sink, network->accounts->count);
    lia_sink_byte(sink, '\n');
    for (lia_vid v = 0; v < network->accounts->count; v++) {
        lia_sink_count(sink, (uint64_t)v + 1);
        lia_sink_text(sink, " \"");
        put_label(sink, network->accounts, v);
        lia_sink_text(sink, "\"\n");
    }
    lia_sink_text(sink, network->arcs != NULL ? "*Arcs\n" : "*Edges\n");
    while (lia_edge_next(&edge, network)) {
        lia_sink_count(sink, (uint64_t)edge.source + 1);
        lia_sink_byte(sink, ' ');
        lia_sink_count(sink, (uint64_t)edge.target + 1);
        lia_network_weight(&weight, network, &edge);
        if (weight.kind == LIA_CELL_DIGITS) {
            lia_sink_byte(sink, ' ');
            lia_sink_put(sink, weight.text, weight.length);
        }
        lia_sink_byte(sink, '\n');
    }
}
