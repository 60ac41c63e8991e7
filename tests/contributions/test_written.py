"""What stands in the HTML of Teams: tables, pictures, lists, quotes, what somebody passes on."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.teams.hearing.html import read_html
from storage.contributions.questions import Questions
from storage.unit_of_work import UnitOfWork
from tests.world import NADIA, World, card_of, words_of

SKYPE = "http://schema.skype.com"
SCREENSHOT = (
    f'<p><img alt="image" src="https://eu-api.asm.skype.com/v1/objects/0/views/imgo" '
    f'itemtype="{SKYPE}/AMSImage"></p>'
)


def _html(content: str) -> list[dict[str, Any]]:
    return [{"contentType": "text/html", "content": content}]


async def _kept(ml: World, content: str, **more: Any) -> list[tuple[str, str]]:
    message = await ml.post(NADIA, "x", attachments=_html(content), **more)
    return [(each.kind.value, each.text) for each in await ml.made_by(message)]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        (
            (
                "<p>#irritant pannes</p><table><tbody><tr><td>Antenne</td><td>Panne</td></tr>"
                "<tr><td><p>Haguenau</p></td><td><p>copieur</p></td></tr></tbody></table>"
            ),
            "pannes\n\nAntenne : Panne\nHaguenau : copieur",
        ),
        (
            (
                "<p>#irritant pannes</p><table><tr><th>Où<th>Quoi<th>Quand"
                "<tr><td>Haguenau<td><ul><li>copieur<li>badge</ul><td>lundi</table>"
            ),
            "pannes\n\nOù | Quoi | Quand\nHaguenau | - copieur / - badge | lundi",
        ),
        (
            (
                "<p>#irritant le tri</p><ul><li>un</li><li><p>deux</p><ol><li>a</li><li>b"
                "</li></ol></li></ul><ol start='3'><li>trois</li><li>quatre</li></ol>"
            ),
            "le tri\n\n- un\n- deux\n1. a\n2. b\n\n3. trois\n4. quatre",
        ),
        (
            "<p>#irritant ce code</p><pre><code>a = 1\nb = 2</code></pre>",
            "ce code\n\na = 1\nb = 2",
        ),
        ("<p>#irritant <emoji alt='😤'></emoji> la file</p>", "😤 la file"),
        (
            f"<p>#irritant la file <img alt='😤' src='x' itemtype='{SKYPE}/Emoji'></p>",
            "la file 😤",
        ),
        (
            (f"<p>#irritant la file<img alt='Chat (GIF)' src='x' itemtype='{SKYPE}/Giphy'></p>"),
            "la file",
        ),
        (f"<p>#irritant le logiciel affiche ceci</p>{SCREENSHOT}", "le logiciel affiche ceci"),
        (
            (
                f'<blockquote itemtype="{SKYPE}/Reply"><strong itemprop="mri">Awa Diallo</strong>'
                '<p itemprop="preview">le badge</p></blockquote><p>#irritant chez nous aussi</p>'
            ),
            "chez nous aussi",
        ),
        (
            (
                '<p>#irritant <a href="https://e.org/a">la page</a> <a href="https://e.org">'
                "https://e.org/</a></p>"
            ),
            "la page (https://e.org/a) https://e.org/",
        ),
        (
            f'<p>#irritant <span itemtype="{SKYPE}/Mention">Tous</span> le copieur</p>',
            "@Tous le copieur",
        ),
    ],
)
async def test_what_is_written_is_kept_as_it_is_read(ml: World, html: str, text: str) -> None:
    assert await _kept(ml, html) == [("irritant", text)]


async def test_a_table_of_titles_makes_a_contribution_a_row(ml: World) -> None:
    rows = (
        "<table><tbody><tr><td>Irritant</td><td>le copieur est en panne</td></tr>"
        "<tr><td>Bonne pratique :</td><td>SMS la veille</td></tr></tbody></table>"
    )

    assert await _kept(ml, rows) == [
        ("irritant", "le copieur est en panne"),
        ("best_practice", "SMS la veille"),
    ]


async def test_a_pasted_picture_is_named_beside_the_words(ml: World) -> None:
    pasted = _html(f"<p>#irritant le logiciel affiche ceci</p>{SCREENSHOT}")
    told = {"contentType": "image/*", "contentUrl": "https://smba.example/v3/views/original"}
    for attachments in (pasted, [*pasted, told]):
        message = await ml.post(NADIA, "x", attachments=attachments)

        (kept,) = await ml.made_by(message)
        assert [(file.name, file.url) for file in kept.attachments] == [("image", "")]
        assert "📎 image" in words_of(ml.cards[-1])


FORWARD = (
    f'<blockquote itemtype="{SKYPE}/Forward" itemid="168"><strong itemprop="mri">Nadia Benali'
    '</strong><span itemprop="time">hier</span><p itemprop="copy">{}</p></blockquote>'
)
GRAPH = {
    "contentType": "forwardedMessageReference",
    "content": '{"originalMessageContent": "<p>#irritant le planning des salles est faux</p>"}',
}


@pytest.mark.parametrize(
    "attachments",
    [
        _html(FORWARD.format("#irritant le planning des salles est faux") + "<p>je relaie</p>"),
        [*_html('<attachment id="1"></attachment><p>je relaie</p>'), GRAPH],
        [GRAPH],
    ],
    ids=["in the words", "beside the words", "alone"],
)
async def test_what_is_passed_on_is_asked_about_and_names_nobody(
    ml: World, attachments: list[dict[str, Any]]
) -> None:
    message = await ml.post(NADIA, "x", attachments=attachments)

    assert await ml.made_by(message) == []
    assert "Je le note" in words_of(card_of(ml.teams.sent[-1].activity))

    def asked(unit: UnitOfWork) -> str:
        places = (unit.organisations.find(message["channelData"]["tenant"]["id"]) or 0, 1)
        question = unit.of(Questions).get(*places)
        assert question is not None
        return question.text

    assert "planning des salles" in await ml.store.read(asked)
    assert "Nadia" not in await ml.store.read(asked)


async def test_chatter_that_is_passed_on_is_left_alone(ml: World) -> None:
    html = FORWARD.format("Merci à toutes, bon week-end !")

    assert await _kept(ml, html) == []
    assert ml.cards == []


@given(
    st.text(alphabet=st.characters(codec="utf-8"), max_size=60)
    | st.from_regex(r"[ \t\n&;a-z#0-9\xa0]*")
)
def test_a_plain_paragraph_is_read_as_the_parser_reads_it(said: str) -> None:
    """What nothing stands in is not parsed; an empty paragraph beside it has it parsed."""
    said = said.replace("<", "").replace(">", "")
    parsed = read_html(f"<p>{said}</p><p></p>", "Flash")

    assert read_html(f"<p>{said}</p>", "Flash") == parsed
