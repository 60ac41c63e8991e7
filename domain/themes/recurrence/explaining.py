"""Why two irritants are taken for the same problem."""

from domain.themes.recurrence.model import load_model, weighed

_FRENCH = {"stems": "mots", "things": "sujets", "meaning": "sens"}
_LEAST = 0.05


def explain_pair(one: str, other: str) -> list[str]:
    """Return what speaks for and against, the strongest first, with the names both hold."""
    first, second = weighed(one), weighed(other)
    pulls = load_model().pulls(first, second)
    shared = {
        "stems": first.stems.keys() & second.stems.keys(),
        "things": first.things.keys() & second.things.keys(),
    }
    ranked = sorted(pulls, key=lambda name: -abs(pulls[name]))
    return [
        " ".join((f"{_FRENCH[name]} {pulls[name]:+.2f}", *sorted(shared.get(name, ()))))
        for name in ranked
        if abs(pulls[name]) >= _LEAST
    ]
