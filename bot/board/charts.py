"""The drawings of the board's page as SVG: the same for the browser and for the PDF.

A drawing says nothing that does not stand beside it as text. Colours come from a palette: on the
page they are CSS variables, which follow light and dark.
"""

from collections.abc import Sequence
from math import cos, pi, sin
from xml.sax.saxutils import escape

from domain.records import record
from domain.survey.weather import Sky


@record
class Paint:
    """The colours and the font of a drawing."""

    ink: str
    subtle: str
    line: str
    first: str
    """What came in, what is still to do."""
    second: str
    """What was answered, what is done."""
    third: str
    """What is in progress."""
    sun: str
    cloud: str
    rain: str
    font: str


ON_PAGE = Paint(
    ink="var(--ink)",
    subtle="var(--subtle)",
    line="var(--line)",
    first="var(--first)",
    second="var(--second)",
    third="var(--third)",
    sun="var(--sun)",
    cloud="var(--cloud)",
    rain="var(--rain)",
    font="inherit",
)


@record
class Bars:
    """Two bars for each of some periods, the newest last."""

    label: str
    first: int
    second: int


_BAR, _GAP, _GROUP = 26, 4, 86
_HEIGHT, _FOOT, _HEAD = 124, 20, 18


def bars(groups: Sequence[Bars], paint: Paint) -> str:
    """Return grouped bars; each has its value above it, so that no axis is needed."""
    most = max((max(each.first, each.second) for each in groups), default=0) or 1
    width = _GROUP * len(groups)
    parts = [_line(0, _HEAD + _HEIGHT, width, paint.line)]
    for place, each in enumerate(groups):
        left = place * _GROUP + (_GROUP - 2 * _BAR - _GAP) / 2
        for step, (value, fill) in enumerate(
            ((each.first, paint.first), (each.second, paint.second))
        ):
            x, height = left + step * (_BAR + _GAP), _HEIGHT * value / most
            y = _HEAD + _HEIGHT - height
            if value:
                parts.append(_rect(x, y, _BAR, max(height, 1.5), fill))
            parts.append(_text(x + _BAR / 2, y - 5, str(value), paint, size=12, bold=True))
        middle = place * _GROUP + _GROUP / 2
        newest = place == len(groups) - 1
        parts.append(_text(middle, _HEAD + _HEIGHT + 15, each.label, paint, size=12, bold=newest))
    return _svg(width, _HEAD + _HEIGHT + _FOOT, parts)


def donut(parts: Sequence[tuple[int, str]], middle: str, paint: Paint) -> str:
    """Return a ring of (value, colour) from the top on, with a word in its middle."""
    total = sum(value for value, _ in parts)
    radius, width, centre = 48.0, 18.0, 60.0
    ring = f'<circle cx="{centre}" cy="{centre}" r="{radius}" fill="none" '
    drawn = [f'{ring}stroke="{paint.line}" stroke-width="{width}"/>']
    begun = 0
    for value, colour in parts:
        if not value:
            continue
        if value == total:
            drawn.append(f'{ring}stroke="{colour}" stroke-width="{width}"/>')
            break
        start, end = (2 * pi * at / total - pi / 2 for at in (begun, begun + value))
        gap = 0.03 if value / total > 0.02 else 0  # noqa: PLR2004 -- thin ones would vanish
        first, last = _point(centre, radius, start + gap), _point(centre, radius, end - gap)
        large = int(end - start > pi)
        drawn.append(
            f'<path d="M{first} A{radius} {radius} 0 {large} 1 {last}" fill="none" '
            f'stroke="{colour}" stroke-width="{width}"/>'
        )
        begun += value
    drawn.append(_text(centre, centre + 7, middle, paint, size=21, bold=True))
    return _svg(2 * centre, 2 * centre, drawn)


def gauge(share: float, paint: Paint) -> str:
    """Return a bar that is filled so far."""
    filled = max(0.0, min(1.0, share)) * 300
    parts = [_rect(0, 0, 300, 14, paint.line, 7)]
    if filled:
        parts.append(_rect(0, 0, max(filled, 14), 14, paint.second, 7))
    return _svg(300, 14, parts)


def sky(weather: Sky | None, paint: Paint) -> str:
    """Return the weather as a drawing; a veil where it is not told."""
    sun = f'<circle cx="{{x}}" cy="{{y}}" r="{{r}}" fill="{paint.sun}"/>'
    cloud = (
        f'<path d="M30 76a17 17 0 0 1 1-34 24 24 0 0 1 46-5 20 20 0 0 1 5 39z" '
        f'fill="{paint.cloud}"/>'
    )
    veil = (
        f'<circle cx="50" cy="50" r="30" fill="none" stroke="{paint.subtle}" '
        'stroke-width="4" stroke-dasharray="6 7"/>'
    )
    drawn = [veil]
    match weather:
        case Sky.SUNNY:
            rays = "".join(_ray(50, 50, 30, 41, step * pi / 4, paint.sun) for step in range(8))
            drawn = [sun.format(x=50, y=50, r=22), rays]
        case Sky.BRIGHT:
            rays = "".join(_ray(66, 34, 23, 31, step * pi / 4, paint.sun) for step in range(8))
            drawn = [sun.format(x=66, y=34, r=16), rays, cloud]
        case Sky.CLOUDY:
            drawn = [cloud]
        case Sky.RAINY:
            drops = "".join(
                f'<path d="M{x} 82l-4 11" stroke="{paint.rain}" stroke-width="5" '
                'stroke-linecap="round"/>'
                for x in (38, 54, 70)
            )
            drawn = [cloud, drops]
        case None:  # too few answers: nothing is drawn, and the words beside it say so
            pass
    return _svg(100, 100, drawn)


def _svg(width: float, height: float, parts: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
        f'aria-hidden="true" focusable="false">{"".join(parts)}</svg>'
    )


def _rect(x: float, y: float, width: float, height: float, fill: str, round_: float = 2) -> str:
    return (
        f'<rect x="{x:g}" y="{y:.1f}" width="{width:g}" height="{height:.1f}" rx="{round_:g}" '
        f'fill="{fill}"/>'
    )


def _line(x: float, y: float, width: float, colour: str) -> str:
    return f'<path d="M{x:g} {y:g}h{width:g}" stroke="{colour}" stroke-width="1.5"/>'


def _text(x: float, y: float, words: str, paint: Paint, *, size: int, bold: bool = False) -> str:
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="middle" font-size="{size}"{weight} '
        f'font-family="{paint.font}" fill="{paint.ink}">{escape(words)}</text>'
    )


def _point(centre: float, radius: float, angle: float) -> str:
    return f"{centre + radius * cos(angle):.2f} {centre + radius * sin(angle):.2f}"


def _ray(x: float, y: float, near: float, far: float, angle: float, colour: str) -> str:
    begins = f"{x + near * cos(angle):.1f} {y + near * sin(angle):.1f}"
    ends = f"{x + far * cos(angle):.1f} {y + far * sin(angle):.1f}"
    return (
        f'<path d="M{begins}L{ends}" stroke="{colour}" stroke-width="5" stroke-linecap="round"/>'
    )
