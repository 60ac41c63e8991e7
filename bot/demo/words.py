"""What people of the invented Mission Locale say: read from the files beside this one."""

from pathlib import Path

from domain.contributions.contribution import Status
from domain.records import record
from domain.requests.request import RequestChannel, RequestNature

_HERE = Path(__file__).parent


@record
class Said:
    """An irritant, and the problem that it tells; empty for one that is said once."""

    text: str
    theme: str


@record
class Idea:
    """A suggestion, where it stands today, and what was answered."""

    text: str
    status: Status
    answer: str


def irritants() -> list[Said]:
    """Return all irritants, theme by theme."""
    found, theme = [], ""
    for line in _lines("irritants.txt"):
        if line.startswith("#"):
            theme = line[1:].strip()
        else:
            found.append(Said(line, theme))
    return found


def practices() -> list[str]:
    """Return the good practices."""
    return _lines("practices.txt")


def ideas() -> list[Idea]:
    """Return the suggestions."""
    found = []
    for line in _lines("suggestions.txt"):
        status, text, answer = (part.strip() for part in line.split("|"))
        found.append(Idea(text, Status(status), answer))
    return found


@record
class Asked:
    """A complaint or a partnership request."""

    nature: RequestNature
    channel: RequestChannel
    subject: str


def young() -> list[str]:
    """Return what young people write under the question of the survey."""
    return _lines("young.txt")


def requests() -> list[Asked]:
    """Return the complaints and the partnership requests."""
    found = []
    for line in _lines("requests.txt"):
        nature, channel, subject = (part.strip() for part in line.split("|"))
        found.append(Asked(RequestNature(nature), RequestChannel(channel), subject))
    return found


def _lines(name: str) -> list[str]:
    lines = (_HERE / name).read_text("utf-8").splitlines()
    return [line.strip() for line in lines if line.strip()]
