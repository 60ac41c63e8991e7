"""What is as long as a door lets it be, and dear to read."""

from collections.abc import Mapping
from typing import Any

from tests.attack.forging import WORDS

PROSE = (
    "Ce matin l’imprimante de l’accueil a encore refusé d’imprimer les contrats, et la personne "
    "que je recevais a attendu vingt minutes dans le couloir avec sa mère. "
)
NAMES = (
    "Kévin Muller (06 39 98 12 34) attend avec Awa Diallo et Mme Schneider, de Haguenau, née le "
    "12/03/2006, sa garantie jeunes ; Jean-Baptiste N’Guyen-Lefèvre l’a dit à Claire Moreau. "
)
_LINE = "{kind} : la salle {number} est froide le matin et personne ne sait qui appeler. "
_KINDS = ("Irritant", "Bonne pratique", "Suggestion", "Autre")
_CELL = "<td><p>Kévin&nbsp;Muller a <b>attendu</b> le {number} à l’accueil</p></td>"


def long(text: str, most: int) -> str:
    """Return *text* again and again, *most* characters of it."""
    return (text * (most // len(text) + 1))[:most].strip()


def titled_lines(lines: int, most: int) -> str:
    """Return so many lines, each beginning as a contribution of its own does."""
    each = most // lines
    return "\n".join(
        long(_LINE.format(kind=_KINDS[number % len(_KINDS)], number=number), each - 1)
        for number in range(lines)
    )


def table(size: int) -> str:
    """Return a table in HTML of about *size* bytes."""
    row = "<tr>" + "".join(_CELL.format(number=number) for number in range(10)) + "</tr>"
    return "<table>" + row * (size // len(row.encode())) + "</table>"


def filled(field: Mapping[str, Any]) -> Any:
    """Return as much as an input of a card takes; a number or day, one that it takes."""
    name, kind = str(field.get("id")), field.get("type")
    if kind == "Input.ChoiceSet":
        values = [each["value"] for each in field.get("choices", [])]
        if field.get("isMultiSelect"):
            return ",".join(values)
        return field.get("value") or next(iter(values), "")
    if kind == "Input.Toggle":
        return field.get("valueOn", "true")
    if kind == "Input.Number":
        return field.get("max") or field.get("value") or 1
    if kind in ("Input.Date", "Input.Time"):
        usual = "2026-12-15" if kind == "Input.Date" else "10:00"
        return WORDS.get(name) or field.get("value") or usual
    most = int(field.get("maxLength") or 300)
    if name in WORDS and most <= 200:
        return WORDS[name]
    return long(NAMES, most)
