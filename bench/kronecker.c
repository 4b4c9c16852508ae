/* kronecker.c - write the bench graph as an edge list, for peers to read.
 *
 *     bench_kronecker 16 >k16.txt
 */
#include "kronecker.h"

int main(int count, char **word)
{
    int scale = count > 1 ? atoi(word[1]) : 16;
    lia_ties ties;

    if (scale < 1 || scale > 26) {
        fprintf(stderr, "usage: bench_kronecker SCALE >FILE, 1 to 26\n");
        return 2;
    }
    ties = kronecker_ties(scale, KRONECKER_SEED);
    kronecker_write(stdout, &ties);
    lia_ties_free(&ties);
    return fflush(stdout) == 0 ? 0 : 3;
}
