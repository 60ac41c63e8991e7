"""Draws the two icons anew: `python -m manifest.draw_icons` (needs Pillow, for developers only).

Sizes and margins: Microsoft Learn, *Teams app icon for Teams Store and app bar*. The colour icon
is a full square of 192 pixels whose drawing stays in the 120 in the middle; the outline icon is 32
pixels, white on transparent. The committed files are what is packed; this is how they were made.
"""

from pathlib import Path

from PIL import Image, ImageDraw

ICONS = Path(__file__).parent / "icons"
GREEN = "#0B6E4F"
AMBER = "#FFD166"
FINENESS = 16
"""Every pixel is drawn as a square of this many and then averaged, so that slopes look smooth."""

Points = list[tuple[float, float]]

_BOLT: Points = [(0.62, 0), (0.08, 0.57), (0.45, 0.57), (0.34, 1), (0.92, 0.39), (0.54, 0.39)]
"""A lightning bolt in a square of side 1, from its upper tip against the clock."""


def draw_color() -> Image.Image:
    """Return the colour icon: an amber bubble with a green bolt, on green."""
    bubble = _blank(192)
    _bubble(bubble, box=(36, 38, 156, 134), radius=26, tail=[(58, 126), (58, 155), (92, 130)])
    _polygon(bubble, _bolt(left=61, top=45, width=70, height=82), fill=0)
    icon = Image.new("RGB", (192, 192), GREEN)
    icon.paste(AMBER, mask=_shrink(bubble, 192))
    return icon


def draw_outline() -> Image.Image:
    """Return the outline icon: the same bubble as a white line, the bolt inside it."""
    shape = _blank(32)
    _bubble(shape, box=(2, 2, 30, 25), radius=7, tail=[(6, 22), (6, 31), (15, 24)])
    _bubble(shape, box=(4, 4, 28, 23), radius=5, tail=[(8, 22), (8, 27.2), (13.4, 22)], fill=0)
    _polygon(shape, _bolt(left=9.2, top=5.6, width=13.6, height=16), fill=255)
    icon = Image.new("RGBA", (32, 32), "white")
    icon.putalpha(_shrink(shape, 32))
    return icon


def _blank(size: int) -> Image.Image:
    return Image.new("L", (size * FINENESS, size * FINENESS), 0)


def _bubble(
    image: Image.Image,
    box: tuple[float, float, float, float],
    radius: float,
    tail: Points,
    *,
    fill: int = 255,
) -> None:
    left, top, right, bottom = (edge * FINENESS for edge in box)
    ImageDraw.Draw(image).rounded_rectangle(
        (left, top, right - 1, bottom - 1), radius * FINENESS, fill=fill
    )
    _polygon(image, tail, fill=fill)


def _bolt(left: float, top: float, width: float, height: float) -> Points:
    return [(left + x * width, top + y * height) for x, y in _BOLT]


def _polygon(image: Image.Image, points: Points, *, fill: int) -> None:
    scaled = [(x * FINENESS, y * FINENESS) for x, y in points]
    ImageDraw.Draw(image).polygon(scaled, fill=fill)


def _shrink(image: Image.Image, size: int) -> Image.Image:
    return image.resize((size, size), Image.Resampling.BOX)


if __name__ == "__main__":
    ICONS.mkdir(exist_ok=True)
    draw_color().save(ICONS / "color.png", optimize=True)
    draw_outline().save(ICONS / "outline.png", optimize=True)
