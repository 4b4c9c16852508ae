/* cli/front/signals.c - only what is allowed inside a handler: unlink, write,
 * _exit. Finished files are never touched, they got their name by rename.
 */
#include "cli/front/signals.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "cli/say/fail.h"
#include "cli/say/progress.h"
#include "report/atomic_file.h"

static void interrupted(int signal_number)
{
    (void)signal_number;
    lia_atomic_abandon_all();
    progress_clear_in_handler();
    _exit(EXIT_INTERRUPTED);
}

void signals_catch(void)
{
    struct sigaction action, before;

    memset(&action, 0, sizeof action);
    sigemptyset(&action.sa_mask);
    sigaddset(&action.sa_mask, SIGINT);
    sigaddset(&action.sa_mask, SIGTERM);
    action.sa_handler = interrupted;
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGHUP, NULL, &before);
    if (before.sa_handler != SIG_IGN)          /* nohup stays in force */
        sigaction(SIGHUP, &action, NULL);
    action.sa_handler = SIG_IGN;
    sigaction(SIGPIPE, &action, NULL);
    sigaction(SIGXFSZ, &action, NULL);         /* then write(2) says it */
}
