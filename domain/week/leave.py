"""« En congé jusqu'au 12/12 »: the last day of a leave, as people write it.

A leave that is noted by mistake silences the bot, so only words that announce one are taken: one
word of anything else, and it is a remark, which goes where remarks go.
"""

import re
from datetime import date, timedelta

from domain.availability import LONGEST_LEAVE
from domain.names import fold

_NAMES_LEAVE = frozenset({"conge", "conges", "vacances", "rtt", "absent", "absente"})
_NAMES_WITH_DAY = frozenset({"absence", "arret", "arrete", "arretee", "malade", "maladie"})
"""These name a leave only beside « jusqu'au »: « malade » alone may be anybody's."""
_MONTHS = (
    *("janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet"),
    *("aout", "septembre", "octobre", "novembre", "decembre"),
)
_SHORT_MONTHS = ("janv", "fevr", "fev", "avr", "juil", "sept", "oct", "nov", "dec")
_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_AROUND = """
    bonjour bonsoir coucou hello salut tous toutes equipe merci cordialement bientot bonne bonnes
    journee soiree fetes voila info pour votre information
    j je suis serai ai pris pars prends pose reste vais etre m moi mon mes note noter
    a au aux d de des du en et e l la le les un une c est que partir depuis
    actuellement encore toujours maintenant aujourd hui ce cet cette demain apres matin midi soir
    semaine mois annee fin prochain prochaine huit inclus incluse compris er premier nouvel ordre
    retour reviens reprends reprise bureau travail
    maternite paternite parental annuel annuels payes sans solde formation noel ete
    jusque jusqu jusquau jusqua
"""
_ANNOUNCES = frozenset(
    (*_NAMES_LEAVE, *_NAMES_WITH_DAY, *_MONTHS, *_SHORT_MONTHS, *_DAYS, *_AROUND.split())
)
"""Every word that may stand in the announcement of one's own leave, folded."""

_WORD = re.compile(r"[^\W_]+")
_WISH = re.compile(r"\bbonnes vacances\b")
_UNTIL = re.compile(r"\bjusqu")
_ENDS = re.compile(r"\bjusqu\w*(.*)|\bdu\b.*\bau\b(.*)", re.DOTALL)
_BEGINS = re.compile(r"\b(?:du|partir d[eu]|des)\b(.*?)\b(?:au\b|jusqu)", re.DOTALL)
_BACK = re.compile(r"\b(?:retour|reviens|reprends|reprise)\b(.*)", re.DOTALL)

_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_NUMBERS = re.compile(r"\b(\d{1,2})\s*[/.-]\s*(\d{1,2})(?:\s*[/.-]\s*(\d{4}|\d{2}))?\b")
_WORDS = re.compile(r"\b(\d{1,2})\s*(?:er)?\s+([a-z]{3,})\.?(?:\s+(\d{4}|\d{2})\b(?!\s*h))?")
_DAY_ONLY = re.compile(rf"\b(?:au|le|{'|'.join(_DAYS)})\s+(\d{{1,2}})(?:er)?\b(?!\s*h)")

_MOST_WORDS = 25
_EARLIEST = 2000
_FRIDAY = 4
_LONGEST_UNSAID = timedelta(days=270)
"""Without a year, a day farther off was rather meant to be the one just past."""


def is_leave(text: str) -> bool:
    """Tell whether somebody says that they are on leave, with or without a day, and nothing else.

    What is asked, or said of somebody else, is not that.
    """
    said = _WISH.sub("", fold(text))
    words = _WORD.findall(said)
    found = set(words[: _MOST_WORDS + 1])
    named = _NAMES_LEAVE & found or (_NAMES_WITH_DAY & found and _UNTIL.search(said))
    brief = len(words) <= _MOST_WORDS and "?" not in said
    return bool(named) and brief and all(map(_announces, found))


def leave_until(text: str, today: date) -> date | None:
    """Return the last day of the leave that *text*, which ``is_leave``, names.

    Days stand before months. Without a year it is the next such day, a weekday is the next one
    after *today*. None where no day is named, where it is impossible or implausibly far off, and
    where the leave begins after the next Friday.
    """
    said = fold(text).replace("premier", "1")
    if ends := _ENDS.search(said):
        last = _read(f"au {ends[1] or ends[2]}", today)
        return None if _begins_late(said, last, today) else last
    if back := _BACK.search(said):
        day = _read(back[1], today)
        return day and day - timedelta(days=1)
    return _read(said, today)


def _announces(word: str) -> bool:
    return word in _ANNOUNCES or re.fullmatch(r"\d{1,2}(er)?|\d{4}", word) is not None


def _begins_late(said: str, last: date | None, today: date) -> bool:
    begins = _BEGINS.search(said)
    if begins is None or last is None:
        return False
    first = _read(begins[1], today)
    if first is None and (day := re.search(r"\d+", begins[1])):
        before = (last - timedelta(days=back) for back in range(31))  # « du 22 au 31 décembre »
        first = next((then for then in before if then.day == int(day[0])), None)
    # Noted at once, it would keep the questions of a Friday before it begins from the person.
    friday = today + timedelta(days=(_FRIDAY - today.weekday()) % 7)
    return first is not None and first > friday


def _read(said: str, today: date) -> date | None:
    """Return the first day named in *said*, which is folded."""
    for read in (_read_date, _read_day_of_month, _read_word, _read_weekday):
        found = read(said, today)
        if found is not None:
            return None if found == date.min or found - today > LONGEST_LEAVE else found
    return None


def _read_date(said: str, today: date) -> date | None:
    """Return a day with its month, ``date.min`` when there is no such day."""
    if iso := _ISO.search(said):
        return _day(int(iso[1]), int(iso[2]), int(iso[3])) or date.min
    if numbers := _NUMBERS.search(said):
        return _dated(int(numbers[1]), int(numbers[2]), numbers[3], today) or date.min
    for words in _WORDS.finditer(said):
        if month := _month(words[2]):
            return _dated(int(words[1]), month, words[3], today) or date.min
    return None


def _read_day_of_month(said: str, today: date) -> date | None:
    found = _DAY_ONLY.search(said)
    if found is None:
        return None
    days = (today + timedelta(days=ahead) for ahead in range(62))
    return next((day for day in days if day.day == int(found[1])), date.min)


def _read_word(said: str, today: date) -> date | None:
    if re.search(r"\bapres.demain\b", said):
        return today + timedelta(days=2)
    if re.search(r"\bdemain\b", said):
        return today + timedelta(days=1)
    if re.search(r"\bce soir\b|\baujourd.?hui\b", said):
        return today
    if re.search(r"\bfin (?:de|du) (?:ce )?mois\b", said):
        return (today.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    if re.search(r"\bfin de (?:la |cette )?semaine\b(?! prochaine)", said):
        return today + timedelta(days=6 - today.weekday())
    return None


def _read_weekday(said: str, today: date) -> date | None:
    for number, name in enumerate(_DAYS):
        if found := re.search(rf"\b{name}\b( en huit\b)?", said):
            ahead = (number - today.weekday()) % 7 or 7
            return today + timedelta(days=ahead + (7 if found[1] else 0))
    return None


def _month(name: str) -> int | None:
    if name not in (*_MONTHS, *_SHORT_MONTHS):
        return None
    return next(n for n, month in enumerate(_MONTHS, 1) if month.startswith(name))


def _dated(day: int, month: int, year: str | None, today: date) -> date | None:
    if year is not None:
        return _day(int(year) + (2000 if len(year) == 2 else 0), month, day)  # noqa: PLR2004 -- 26
    coming = (_day(today.year + ahead, month, day) for ahead in (0, 1))
    found = next((then for then in coming if then is not None and then >= today), None)
    return found if found is None or found - today <= _LONGEST_UNSAID else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year >= _EARLIEST else None
    except ValueError:
        return None
