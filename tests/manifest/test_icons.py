"""The two icons, as Teams wants them."""

from PIL import Image

from manifest.build import FOLDER
from manifest.draw_icons import GREEN
from tests.manifest.test_manifest import COMMITTED

COLOR = FOLDER / "icons" / "color.png"
OUTLINE = FOLDER / "icons" / "outline.png"


def test_the_colour_icon_is_a_full_square_of_192_pixels():
    with Image.open(COLOR) as icon:
        assert icon.format == "PNG"
        assert icon.size == (192, 192)
        assert icon.mode == "RGB"  # no transparency: Teams cuts the corners itself


def test_the_drawing_stays_in_the_safe_120_pixels():
    with Image.open(COLOR) as icon:
        ground = Image.new("RGB", icon.size, GREEN)
        drawn = [
            (x, y)
            for x in range(192)
            for y in range(192)
            if icon.getpixel((x, y)) != ground.getpixel((x, y))
        ]

    assert drawn
    assert all(36 <= edge < 156 for pixel in drawn for edge in pixel)


def test_the_accent_colour_is_the_icons_ground():
    assert COMMITTED["accentColor"] == GREEN


def test_the_outline_icon_is_white_on_transparent_and_32_pixels():
    with Image.open(OUTLINE) as icon:
        assert icon.format == "PNG"
        assert icon.size == (32, 32)
        assert icon.mode == "RGBA"
        assert [icon.getchannel(band).getextrema() for band in "RGB"] == [(255, 255)] * 3
        assert icon.getchannel("A").getextrema() == (0, 255)
