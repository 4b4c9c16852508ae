/* cli/main.c - the program. */
#include <stdio.h>

#include "liaison/base.h"

int main(void)
{
    return printf("liaison %s\n", lia_version()) < 0;
}
