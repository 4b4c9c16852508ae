/* cli/say/prose.c - the sentences. Each clause is a pair of templates with the
 * same values in the same order. They stand here and not in the catalogue: both
 * languages of a note are written side by side, and agreements (one contact,
 * two contacts; who knows whom) fall differently in each. French has a narrow
 * no-break space (U+202F) before : ; ? here too.
 */
#include "cli/say/prose.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/mem.h"
#include "base/status.h"

static const double DAY_US = 86400e6;
enum { OLD_DAYS = 365, DATE_ROOM = 16 };

lia_status prose_say(prose *p, lia_error *err, const char *format, ...)
{
    va_list arguments, again;
    int need;
    lia_status st;

    va_start(arguments, format);
    va_copy(again, arguments);
    need = vsnprintf(NULL, 0, format, again);
    va_end(again);
    va_end(arguments);
    if (need < 0)
        return lia_fail(err, LIA_EINTERNAL, "a template cannot be printed");
    st = lia_reserve(&p->text, &p->room, p->used + (uint64_t)need + 1, 1, err);
    if (st != LIA_OK)
        return st;
    va_start(arguments, format);
    (void)vsnprintf(p->text + p->used, (size_t)need + 1, format, arguments);
    va_end(arguments);
    p->used += (uint64_t)need;
    return LIA_OK;
}

void prose_free(prose *p)
{
    lia_free(p->text);
    *p = (prose){NULL, 0, 0};
}

void prose_clear(prose *p)
{
    p->used = 0;
    if (p->text != NULL)
        p->text[0] = '\0';
}

const char *prose_text(const prose *p)
{
    return p->text != NULL ? p->text : "";
}

static const char *class_word(lia_strength_class c, prose_language lang)
{
    static const char *const words[2][LIA_TIE_CLASSES] = {
        {"unproven", "dormant", "weak", "medium", "strong"},
        {"non prouvé", "dormant", "faible", "moyen", "fort"}};

    return words[lang][c];
}

static void print_date(char out[DATE_ROOM], lia_time time,
                       prose_language lang)
{
    const time_t seconds = (time_t)(time / 1000000);
    struct tm t;

    if (gmtime_r(&seconds, &t) == NULL ||
        strftime(out, DATE_ROOM, lang == PROSE_FR ? "%d/%m/%Y" : "%Y-%m-%d",
                 &t) == 0)
        out[0] = '\0';
}

#define SAY(p, ...) LIA_TRY(prose_say(p, err, __VA_ARGS__))

/* "strong tie: 12 acts, both ways, last 2026-03-31, a recommendation" */
static lia_status say_tie(prose *out, const tie_known *tie,
                          prose_language lang, lia_error *err)
{
    const uint32_t recommended = (uint32_t)1 << LIA_ACTION_RECOMMEND;
    const uint32_t met = (uint32_t)1 << LIA_ACTION_MEETING;
    const bool fr = lang == PROSE_FR;
    char date[DATE_ROOM] = "";
    lia_status st = LIA_OK;

    SAY(out, fr ? "lien %s" : "%s tie", class_word(tie->tie_class, lang));
    if (tie->said)
        SAY(out, "%s", fr ? ", déclaré par vous" : ", declared by you");
    if (tie->acts == 0) {
        SAY(out, "%s", fr ? " : aucun échange connu" : ": no exchange seen");
        goto done;
    }
    SAY(out, fr ? " : %u échange%s%s" : ": %u act%s%s", tie->acts,
        tie->acts == 1 ? "" : "s",
        tie->reciprocity > 0 ? (fr ? " réciproques" : " both ways")
                             : (fr ? " à sens unique" : " one way"));
    if (tie->last != LIA_NO_TIME) {
        print_date(date, tie->last, lang);
        SAY(out, fr ? ", dernier le %s" : ", last %s", date);
    }
    if (tie->kinds & met)
        SAY(out, "%s", fr ? ", rencontre" : ", met");
    if (tie->kinds & recommended)
        SAY(out, "%s", fr ? ", recommandation écrite" : ", recommended");
done:
    return st;
}

static lia_status say_path(prose *out, const way *w, prose_language lang,
                           lia_error *err)
{
    const bool fr = lang == PROSE_FR;
    lia_status st = LIA_OK;

    if (w->introducers == 0) {
        SAY(out, fr ? "%s est déjà votre contact (" : "%s is your contact "
            "already (", w->target);
        LIA_TRY(say_tie(out, &w->tie[0], lang, err));
        SAY(out, "%s", fr ? ") : écrivez directement." : "): go direct.");
        goto done;
    }
    SAY(out, fr ? "Demandez à %s (" : "Ask %s (", w->via[0]);
    LIA_TRY(say_tie(out, &w->tie[0], lang, err));
    if (w->introducers == 2) {
        SAY(out, fr ? "), qui connaît %s (" : "), who knows %s (", w->via[1]);
        LIA_TRY(say_tie(out, &w->tie[1], lang, err));
    }
    SAY(out, fr ? "), qui connaît %s (" : "), who knows %s (", w->target);
    LIA_TRY(say_tie(out, &w->tie[w->introducers], lang, err));
    if (w->mutual > 0)
        SAY(out, fr ? ", %u contact%s en commun" : ", %u contact%s in common",
            w->mutual, w->mutual == 1 ? "" : "s");
    SAY(out, "%s", ").");
done:
    return st;
}

lia_status prose_reason(prose *out, const way *w, prose_language lang,
                        lia_error *err)
{
    const bool fr = lang == PROSE_FR;
    lia_status st = LIA_OK;

    LIA_TRY(say_path(out, w, lang, err));
    if (w->only_door)
        SAY(out, "%s", fr ? " Seul accès." : " The only door.");
    else if (w->more > 0)
        SAY(out, fr ? " %llu autre%s chemin%s." : " %llu other way%s%s.",
            (unsigned long long)w->more, w->more == 1 ? "" : "s",
            fr && w->more != 1 ? "s" : "");
    if (w->is_supplier)
        SAY(out, "%s", fr ? " Fournisseur recherché."
                          : " Wanted as a supplier.");
    if (*w->matched != '\0')
        SAY(out, fr ? " Correspondance : %s." : " Matched: %s.", w->matched);
done:
    return st;
}

static const char *end_of(const way *w, int step, bool far, bool fr)
{
    const int place = step + far;                /* 0 is me                   */

    if (place == 0)
        return fr ? "vous" : "you";
    return place > w->introducers ? w->target : w->via[place - 1];
}

/* What is doubtful about one tie of the path. */
static lia_status say_doubt(prose *out, const way *w, int step,
                            prose_language lang, lia_error *err)
{
    const tie_known *tie = &w->tie[step];
    const bool fr = lang == PROSE_FR;
    const char *a = end_of(w, step, false, fr);
    const char *b = end_of(w, step, true, fr);
    lia_status st = LIA_OK;
    double days;

    if (tie->sign == LIA_SIGN_MIXED)
        SAY(out, fr ? " Des frictions entre %s et %s." :
            " There was friction between %s and %s.", a, b);
    if (tie->acts == 0) {
        SAY(out, fr ? " Entre %s et %s, seul le contact est connu, aucun "
            "échange." : " Between %s and %s only the contact is known, no "
            "exchange.", a, b);
    } else if (!(tie->reciprocity > 0)) {
        SAY(out, fr ? " Entre %s et %s, les échanges vus sont à sens unique."
            : " Between %s and %s all that was seen went one way.", a, b);
    } else if (tie->last != LIA_NO_TIME && w->now != LIA_NO_TIME) {
        days = (double)(w->now - tie->last) / DAY_US;
        if (days > OLD_DAYS)
            SAY(out, fr ? " Entre %s et %s, le dernier échange a %.0f jours."
                : " Between %s and %s the last exchange is %.0f days old.", a,
                b, days);
    }
done:
    return st;
}

lia_status prose_limitation(prose *out, const way *w, prose_language lang,
                            lia_error *err)
{
    const bool fr = lang == PROSE_FR;
    lia_status st = LIA_OK;

    if (w->is_calibrated)
        SAY(out, "%s", fr ? "Étalonné sur vos demandes passées : une "
            "fréquence, pas une promesse." : "Calibrated on your past asks: a "
            "frequency, no promise.");
    else
        SAY(out, "%s", fr ? "Non étalonné : classe les chemins, ne prédit pas "
            "leur issue." : "Uncalibrated: ranks ways, does not forecast how "
            "they end.");
    for (int step = 0; step <= w->introducers; step++)
        LIA_TRY(say_doubt(out, w, step, lang, err));
    if (w->introducers == 2)
        SAY(out, "%s", fr ? " Deux personnes doivent relayer : la plupart des "
            "demandes s'arrêtent à chaque étape." : " Two people must pass it "
            "on; most requests die at each step.");
    if (w->namesakes > 1)
        SAY(out, fr ? " %u comptes portent ce nom : vérifiez lequel." :
            " %u accounts are called so: check which is meant.",
            w->namesakes);
    if (w->is_star)
        SAY(out, "%s", fr ? " Seuls les contacts directs d'une personne sont "
            "connus : les exports de collègues montreraient d'autres chemins."
            : " Only one owner's direct contacts are known: colleagues' "
            "archives would show other ways.");
    else if (w->introducers > 0 && w->tie[w->introducers].acts == 0)
        SAY(out, fr ? " L'export (%s) le dirait." : " The archive of %s "
            "would tell.", w->via[w->introducers - 1]);
done:
    return st;
}

lia_status prose_no_way(prose *reason, prose *limitation, const way *w,
                        prose_language lang, lia_error *err)
{
    const bool fr = lang == PROSE_FR;
    lia_status st = LIA_OK;

    SAY(reason, fr ? "Aucun chemin vers %s par deux intermédiaires au plus." :
        "No way to %s over at most two introducers.", w->target);
    if (*w->matched != '\0')
        SAY(reason, fr ? " Correspondance : %s." : " Matched: %s.",
            w->matched);
    SAY(limitation, "%s", w->is_star
        ? (fr ? "Seuls les contacts directs d'une personne sont connus : "
                "ajoutez les exports de collègues."
              : "Only one owner's direct contacts are known: add colleagues' "
                "archives.")
        : (fr ? "Ne vaut que pour ces données : un export de plus peut ouvrir "
                "un chemin."
              : "True of this data only: one more archive may open a way."));
    if (w->namesakes > 1)
        SAY(limitation, fr ? " %u comptes portent ce nom : vérifiez lequel." :
            " %u accounts are called so: check which is meant.",
            w->namesakes);
done:
    return st;
}

/* "Tom Marsh (buyer, Tallowmere)" */
static lia_status say_target(prose *out, const way *w, const char *title,
                             const char *company, lia_error *err)
{
    lia_status st = LIA_OK;

    SAY(out, "%s", w->target);
    if (*title != '\0' || *company != '\0')
        SAY(out, " (%s%s%s)", title, *title && *company ? ", " : "", company);
done:
    return st;
}

static lia_status note_french(prose *ask, prose *forward, const way *w,
                              const char *me, const char *title,
                              const char *company, lia_error *err)
{
    const char *via = w->introducers ? w->via[0] : w->target;
    lia_status st = LIA_OK;

    SAY(ask, "Bonjour %s, je cherche à échanger avec ", via);
    if (w->introducers == 0)
        SAY(ask, "%s", "vous");
    else
        LIA_TRY(say_target(ask, w, title, company, err));
    SAY(ask, w->is_supplier
            ? " en vue d'un achat, à propos de [sujet en une phrase]."
            : " à propos de [sujet en une phrase].");
    if (w->introducers == 2)
        SAY(ask, " Sauf erreur, %s le ou la connaît.", w->via[1]);
    if (w->introducers > 0)
        SAY(ask, "%s", " Accepteriez-vous de lui demander si une mise en "
            "relation l'intéresse ? Si cela vous gêne, dites-le simplement : "
            "aucun souci. Le mot ci-dessous peut être transféré tel quel.");
    SAY(ask, "\n%s", me);
    SAY(forward, "%s souhaite échanger quinze minutes avec vous à propos de "
        "[sujet en une phrase], parce que [ce que cela vous apporte]. Si cela "
        "vous intéresse, répondez à ce message et je vous mets en relation ; "
        "sinon, aucune suite.", me);
done:
    return st;
}

static lia_status note_english(prose *ask, prose *forward, const way *w,
                               const char *me, const char *title,
                               const char *company, lia_error *err)
{
    const char *via = w->introducers ? w->via[0] : w->target;
    lia_status st = LIA_OK;

    SAY(ask, "Hello %s, I would like to talk to ", via);
    if (w->introducers == 0)
        SAY(ask, "%s", "you");
    else
        LIA_TRY(say_target(ask, w, title, company, err));
    SAY(ask, w->is_supplier
            ? " as a possible supplier, about [subject in one sentence]."
            : " about [subject in one sentence].");
    if (w->introducers == 2)
        SAY(ask, " I believe that %s knows them.", w->via[1]);
    if (w->introducers > 0)
        SAY(ask, "%s", " Would you be willing to ask whether they would like "
            "an introduction? If you would rather not, just say so: no hard "
            "feelings. The note below can be sent on as it is.");
    SAY(ask, "\n%s", me);
    SAY(forward, "%s would like fifteen minutes with you about [subject in "
        "one sentence], because [what is in it for you]. If that is of "
        "interest, reply to this note and I will put you in touch; if not, "
        "nothing follows.", me);
done:
    return st;
}

lia_status prose_note(prose *ask, prose *forward, const way *w,
                      const char *me, const char *title, const char *company,
                      prose_language lang, lia_error *err)
{
    return (lang == PROSE_FR ? note_french : note_english)(
        ask, forward, w, me, title, company, err);
}
