"""The French sentences of themes (*sujets*), beside ``cards.texts``; the same tone and spaces."""

from datetime import date
from zoneinfo import ZoneInfo

from cards.texts import MONTHS, counted
from domain.amounts import FEW
from domain.themes.theme import LATELY, TREND, WEEKS, Alike, Direction, Figures, Recurrence, Trend

ASKED_LATELY = "Déjà dit {count} ces {weeks} semaines\u00a0: le même problème\u202f?"
ASKED_BEFORE = "Déjà dit {count}, la dernière fois le {day}\u00a0: le même problème\u202f?"
ASKED_ONCE = "Déjà dit le {day}\u00a0: le même problème\u202f?"
ASKED_SOLVED = "Déjà dit {count}, résolu le {day}\u00a0: le même problème, qui revient\u202f?"
ONCE = "une fois"
SAME = "Oui, le même"
DIFFERENT = "Non, autre chose"
OTHERS = "Voir les autres"
OTHERS_LEFT = "Voir ce qui y ressemble"
OF_THEME = "Sujet\u00a0: {name}"
UNNAMED = "Sujet sans nom n°\u00a0{number}"

TITLE = "Ce qui revient"
RULE = "Dit par au moins {people}, ou {weeks}, ces {window} dernières semaines."
NONE = "Rien ne revient en ce moment\u00a0: aucun sujet dit par {people}, ni {weeks}."
SOLVED_PART = "Résolus"
CAME_BACK = "↩ Revenu"
CAME_BACK_SINCE = "↩ Revenu\u00a0: résolu le {solved}, redit depuis le {back}."
SOLVED = "✔ Résolu"
RECURRENT = "🔁 Récurrent"
THEME = "Sujet"
FIRST_LAST = "Dit la première fois le {first}, la dernière le {last}."
FIRST = "Dit le {day}."
SPARK = "▁▂▃▅▇"
SPARK_SAID = "{weeks} semaines, {last} la dernière"
SITES = "{count} ({names})"
TREND_SAID = {
    Direction.NEW: "↗\u00a0nouveau\u00a0: {now} ces {weeks} semaines",
    Direction.UP: "↗\u00a0en hausse\u00a0: {now} ces {weeks} semaines, {before} avant",
    Direction.FLAT: "→\u00a0stable\u00a0: {now} ces {weeks} semaines, {before} avant",
    Direction.DOWN: "↘\u00a0en baisse\u00a0: {now} ces {weeks} semaines, {before} avant",
    Direction.QUIET: "→\u00a0plus rien depuis {both} semaines",
}
TREND_SHORT = {
    Direction.NEW: "↗\u00a0nouveau",
    Direction.UP: "↗\u00a0en hausse ({now} contre {before})",
    Direction.FLAT: "→\u00a0stable ({now} et {before})",
    Direction.DOWN: "↘\u00a0en baisse ({now} contre {before})",
    Direction.QUIET: "→\u00a0au calme",
}
DOING = {
    "todo": "Action à faire\u00a0: {title}",
    "in_progress": "Action en cours\u00a0: {title}",
    "done": "Action réalisée\u00a0: {title}",
}
DOING_BY = " ({owner})"
SAID_BY_THEM = "Ce qui a été dit"
HIDDEN = "{count} en privé, dans les chiffres seulement."
NOTHING_TO_READ = "Rien que vous puissiez lire ici\u00a0: ces irritants ont été dits en privé."
STORY = "Voir l’histoire"
STORY_FIRST = "{day} · dit pour la première fois"
STORY_CREATED = "{day} · devenu un sujet"
STORY_RECURRENT = "{day} · signalé comme récurrent"
STORY_SOLVED = "{day} · résolu"
STORY_BACK = "{day} · revenu"
STORY_DONE = "{day} · action réalisée\u00a0: {title}"

OPEN = "Voir le sujet"
SOLVE = "Résolu"
REOPEN = "Rouvrir"
RENAME = "Renommer"
MERGE = "Fusionner avec…"
SPLIT = "Séparer…"
BACK = "Retour aux récurrents"
BACK_TO_THEME = "Retour au sujet"
PAIRS_BUTTON = "À regrouper · {count}"

PAIR_TITLE = "À regrouper"
PAIR_PLACE = "{number} sur {total}"
PAIR_MORE = "plus de {count}"
PAIR_NONE = "Tout est regroupé\u00a0: aucun irritant n’attend. Belle journée."
PAIR_ASK = "Est-ce le même problème\u202f?"
PAIR_AND = "et"
PAIR_THEME = "et le sujet"
GROUP = "Regrouper"
APART = "Ce n’est pas le même"
LATER = "Plus tard"
GROUPED = "Regroupés."
KEPT_APART = "Noté\u00a0: je ne les rapprocherai plus."

NAME_TITLE = "Renommer le sujet"
NAME_FIELD = "Son nom, en quelques mots"
NAME_HINT = "I-Milo lent le matin"
NAME_READ = "Toute l’équipe le lira\u00a0: dites le problème, sans nommer personne."
MERGE_TITLE = "Fusionner avec un autre sujet"
MERGE_FIELD = "Le sujet qui reste"
MERGE_WHAT = "Ses irritants et ses actions rejoignent l’autre sujet, qui garde son nom."
MERGE_DO = "Fusionner"
MERGE_NONE = "Il n’y a pas encore d’autre sujet."
SPLIT_TITLE = "Séparer des irritants"
SPLIT_FIELD = "Ceux qui disent autre chose"
SPLIT_CHOOSE = "Choisissez d’abord au moins un irritant dans la liste."
SPLIT_NEW = "En faire un sujet"
SPLIT_NONE = "Les détacher"
ATTACH = "Rattacher à un sujet"
ATTACH_CHANGE = "Changer de sujet"
ATTACH_TITLE = "À quel sujet se rattache-t-il\u202f?"
ATTACH_FIELD = "Un sujet qui existe"
ATTACH_NOTHING = "Aucun sujet"
ATTACH_NEW = "Ou le nom d’un nouveau"
ATTACH_DO = "Rattacher"

TOLD_TITLE = "Un problème revient"
TOLD_WHY = "Il a été dit par assez de monde, ou assez souvent, pour être récurrent."

SETTING = "Sujets récurrents"
SETTING_LINE = "À partir de {people} ou de {weeks}"
SETTING_PEOPLE = "À partir de combien de personnes"
SETTING_WEEKS = "Ou à partir de combien de semaines"
SETTING_WHY = "Un sujet récurrent est dit au flash et proposé comme action."


def asked(alike: Alike, today: date, zone: ZoneInfo) -> str:
    """Return the question: « Déjà dit 4 fois ces 3 semaines : le même problème ? »."""
    count = _times(alike.times)
    if alike.theme is not None and alike.theme.solved_at is not None:
        solved = alike.theme.solved_at.astimezone(zone).date()
        return ASKED_SOLVED.format(count=count, day=day_of(solved, today))
    day = day_of(alike.last_at.astimezone(zone).date(), today) if alike.last_at else ""
    if alike.times == 1:
        return ASKED_ONCE.format(day=day)
    if alike.lately > 1:
        return ASKED_LATELY.format(count=_times(alike.lately), weeks=LATELY)
    return ASKED_BEFORE.format(count=count, day=day)


def _times(count: int) -> str:
    return ONCE if count == 1 else f"{count} fois"


def day_of(then: date, today: date) -> str:
    """Return « 12 novembre », with the year where it is another."""
    said = f"{'1er' if then.day == 1 else then.day} {MONTHS[then.month - 1]}"
    return said if then.year == today.year else f"{said} {then.year}"


def name(number: int, given: str) -> str:
    """Return the name of a theme; one that nobody has named is told by its number."""
    return given or UNNAMED.format(number=number)


def people(count: int) -> str:
    """Return « 4 personnes »."""
    return counted(count, "personne")


def voices(count: int) -> str:
    """Return how many people say it; of one or two it would be plain who said what unsigned."""
    return f"moins de {FEW} personnes" if count < FEW else people(count)


def weeks(count: int) -> str:
    """Return « 3 semaines »."""
    return counted(count, "semaine")


def nth_week(count: int) -> str:
    """Return « 4e semaine », and « 1re semaine »."""
    return f"{count}{'re' if count == 1 else 'e'} semaine"


def counts(figures: Figures) -> str:
    """Return « 5 irritants · 4 personnes · 3 antennes (Haguenau) · 3 semaines »."""
    parts = [counted(figures.irritants, "irritant"), voices(figures.people), sites(figures)]
    return " · ".join(part for part in (*parts, weeks(figures.weeks)) if part)


def sites(figures: Figures) -> str:
    """Return « 3 antennes (Haguenau, Wissembourg) »; sites too small are counted, not named."""
    if not figures.sites:
        return ""
    count = counted(figures.sites, "antenne")
    if not figures.named_sites:
        return count
    return SITES.format(count=count, names=", ".join(figures.named_sites[:_MOST_SITES]))


_MOST_SITES = 4


def trend(told: Trend) -> str:
    """Return « ↗ en hausse : 5 ces 4 semaines, 2 avant »."""
    return TREND_SAID[told.direction].format(
        now=told.now, before=told.before, weeks=TREND, both=2 * TREND
    )


def trend_short(told: Trend) -> str:
    """Return « ↗ en hausse (5 contre 2) »."""
    return TREND_SHORT[told.direction].format(now=told.now, before=told.before)


def spark(figures: Figures) -> str:
    """Return the last weeks as bars, the lowest one for none."""
    most = max(_LOW, *figures.recent)
    steps = len(SPARK) - 1
    return "".join(SPARK[-(-each * steps // most)] for each in figures.recent)


_LOW = 3
"""Irritants a week below which no bar is as high as it can be."""


def spark_said(figures: Figures) -> str:
    """Return what the bars say to whoever cannot see them: « 12 semaines, 3 la dernière »."""
    return SPARK_SAID.format(weeks=WEEKS, last=figures.recent[-1])


def rule(recurrence: Recurrence) -> str:
    """Return from when on a theme is recurrent."""
    return RULE.format(
        people=people(recurrence.people), weeks=weeks(recurrence.weeks), window=WEEKS
    )
