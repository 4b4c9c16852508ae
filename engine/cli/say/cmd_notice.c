/* cli/say/cmd_notice.c - the privacy texts, to be completed and kept. */
#include <stdio.h>
#include <string.h>

#include "base/status.h"
#include "cli/front/commands.h"
#include "cli/say/fail.h"
#include "cli/say/notice.h"
#include "report/atomic_file.h"

static const char heading[] =
    "liaison notice: models to be completed; [brackets] are yours to fill in.\n"
    "They describe what the program does; they are no legal advice.\n";
static const char titre[] =
    "liaison notice : modèles à compléter ; remplir les [crochets].\n"
    "Ils disent ce que fait le programme ; ce n'est pas un conseil "
    "juridique.\n";

static bool is_wanted(const notice_text *text, const text_list *names)
{
    for (size_t k = 0; k < names->count; k++)
        if (strcmp(names->item[k], text->name) == 0)
            return true;
    return names->count == 0;
}

static bool are_known(const text_list *names, const char **unknown)
{
    for (size_t k = 0; k < names->count; k++) {
        const notice_text *text = notice_en;
        while (text->name != NULL && strcmp(text->name, names->item[k]) != 0)
            text++;
        *unknown = names->item[k];
        if (text->name == NULL)
            return false;
    }
    return true;
}

static void print(FILE *to, const settings *s)
{
    const bool french = s->spoken == LIA_FR;

    fputs(french ? titre : heading, to);
    for (const notice_text *t = french ? notice_fr : notice_en;
         t->name != NULL; t++)
        if (is_wanted(t, &s->inputs))
            fprintf(to, "\n%s", t->text);
}

int cmd_notice(settings *s)
{
    lia_atomic_file file = {.stream = NULL};
    const char *unknown = NULL;
    lia_status st;
    lia_error err;

    if (!are_known(&s->inputs, &unknown))
        return fail_usage("notice has no text '%s'; it has information, "
                          "register and balancing", unknown);
    if (s->output == NULL || strcmp(s->output, "-") == 0) {
        print(stdout, s);
        return EXIT_DONE;
    }
    st = lia_atomic_open(&file, s->output, &err);
    if (st == LIA_OK) {
        print(file.stream, s);
        st = lia_atomic_finish(&file, LIA_OK, &err);
    }
    return st == LIA_OK ? EXIT_DONE : fail_with(&err, STAGE_WRITING);
}
