/* Edges of Gephi and NodeXL of any bytes. */
#include "fuzz_export.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const fuzz_kind kinds[] = {
        {"g.csv", "Source,Target,Type,Id,Label,timeset,Weight\n"},
        {"n.csv", "Vertex 1,Vertex 2,Relationship,Relationship Date (UTC),"
         "Edge Weight,Tweet,Imported ID\n"}};

    fuzz_export(kinds, sizeof kinds / sizeof *kinds, data, size);
    return 0;
}
