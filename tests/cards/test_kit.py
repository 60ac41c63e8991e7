import json
from enum import Enum

import orjson
import pytest

from cards.kit import (
    FULL_WIDTH,
    ActionExecute,
    ActionOpenUrl,
    ActionSet,
    ActionSubmit,
    ActionToggleVisibility,
    Card,
    Column,
    ColumnSet,
    Container,
    Element,
    Fact,
    FactSet,
    InputChoiceSet,
    InputText,
    InputToggle,
    Refresh,
    RichTextBlock,
    TextBlock,
    TextRun,
    button,
    size,
    to_dict,
)
from tests.cards.oracle import problems


class Kind(Enum):
    IRRITANT = "irritant"


def make_card(*body: Element) -> Card:
    return Card(body=list(body), speak="Une carte", fallbackText="Une carte")


def everything() -> Card:
    """Every element and action, with every property that a card of ours uses."""
    run = TextRun(
        text="mot",
        weight="Bolder",
        size="Large",
        color="Accent",
        isSubtle=False,
        italic=True,
        strikethrough=False,
        highlight=True,
        selectAction=ActionOpenUrl(title="Voir", url="https://exemple.fr"),
    )
    open_page = ActionOpenUrl(title="Ouvrir", url="https://exemple.fr", tooltip="Le guide")
    toggle = ActionToggleVisibility(title="Lire la suite", targetElements=["suite", "debut"])
    columns = [
        Column(items=[TextBlock(text="a", maxLines=1, style="heading")], width="auto"),
        Column(items=[TextBlock(text="b", horizontalAlignment="Right")], width="stretch"),
    ]
    fields = [
        InputText(id="text", label="Texte", isMultiline=True, maxLength=500, placeholder="…"),
        InputChoiceSet(
            id="kind", label="Nature", choices=[("Irritant", "i")], value="i", style="expanded"
        ),
        InputToggle(id="hidden", label="Nom", title="Anonyme", valueOn="oui", valueOff="non"),
    ]
    return Card(
        body=[
            Container(id="debut", items=[TextBlock(text="x")], style="emphasis", bleed=True),
            Container(id="suite", items=[RichTextBlock(inlines=[run])], isVisible=False),
            ColumnSet(columns=columns, spacing="Small", separator=True),
            FactSet(facts=[Fact(title="Site", value="Siège")]),
            *fields,
            ActionSet(actions=[toggle]),
        ],
        actions=[button("Garder", "idea.keep", {"n": 1}, style="positive"), open_page],
        refresh=Refresh(action=ActionExecute(verb="idea.show", data={"verb": "idea.show"})),
        msteams=FULL_WIDTH,
        speak="Une carte",
        fallbackText="Une carte",
    )


def test_everything_the_kit_can_make_is_valid_to_microsofts_models():
    assert problems(to_dict(everything())) == []


def test_a_card_is_french_and_of_version_1_5():
    card = to_dict(make_card())
    assert (card["version"], card["lang"], card["body"]) == ("1.5", "fr", [])


def test_a_dict_is_plain_deep_and_shares_nothing_with_the_card():
    source = {"ids": [1, 2], "kind": Kind.IRRITANT}
    card = make_card(ActionSet(actions=[ActionSubmit(title="x", data=source)]))
    first = to_dict(card)
    data = first["body"][0]["actions"][0]["data"]
    assert data == {"ids": [1, 2], "kind": "irritant"}
    data["ids"].append(3)
    assert to_dict(card)["body"][0]["actions"][0]["data"]["ids"] == [1, 2]
    assert orjson.loads(orjson.dumps(first)) == first


def test_what_json_cannot_carry_is_refused_before_it_is_sent():
    with pytest.raises(TypeError, match="cannot hold a object"):
        to_dict(ActionSet(actions=[ActionSubmit(data={"x": object()})]))


@pytest.mark.parametrize(
    ("element", "keywords"),
    [
        (TextBlock, {"text": "x", "colour": "Good"}),
        (TextBlock, {"text": "x", "visible": True}),  # the library's own spelling
        (TextBlock, {}),
        (TextBlock, {"text": 3}),
        (TextBlock, {"text": "x", "maxLines": True}),
        (TextBlock, {"text": "x", "wrap": 1}),
        (InputText, {"id": "x"}),
        (InputChoiceSet, {"id": "x", "label": "X", "choices": ["a"]}),
        (InputToggle, {"id": "x", "title": "X"}),
        (Container, {"items": [[TextBlock(text="x")]]}),
        (Container, {"items": [TextRun(text="x")]}),
        (Container, {"items": [], "selectAction": "idea.show"}),
        (ActionSet, {"actions": [TextBlock(text="x")]}),
        (Card, {"body": []}),
    ],
)
def test_a_wrong_name_or_type_is_a_type_error(element, keywords):
    with pytest.raises(TypeError):
        element(**keywords)


@pytest.mark.parametrize(
    ("element", "keywords"),
    [
        (TextBlock, {"text": "x", "size": "Huge"}),
        (TextBlock, {"text": "x", "color": "good"}),
        (Container, {"items": [], "style": "Emphasis"}),
        (ActionSubmit, {"style": "primary"}),
        (InputChoiceSet, {"id": "x", "label": "X", "choices": [], "style": "menu"}),
        (Refresh, {"action": ActionExecute(verb="a.b"), "userIds": ["29:x"] * 61}),
    ],
)
def test_a_wrong_choice_is_a_value_error(element, keywords):
    with pytest.raises(ValueError, match=r"is none of|more than"):
        element(**keywords)


def test_none_means_not_set():
    block = TextBlock(text="x", size=None, wrap=None)
    assert to_dict(block) == {"type": "TextBlock", "text": "x"}
    block.weight = "Bolder"
    block.weight = None
    assert "weight" not in to_dict(block)


def test_a_misspelt_attribute_is_not_lost_in_silence():
    block = TextBlock(text="x")
    with pytest.raises(TypeError, match="colour"):
        block.colour = "Good"


def test_a_button_says_the_same_thing_on_a_client_that_knows_submit_only():
    press = to_dict(button("Moi aussi", "idea.vote", {"id": 4}, style="positive"))
    assert press["fallback"] == {
        "type": "Action.Submit",
        "title": "Moi aussi",
        "style": "positive",
        "data": {"id": 4, "verb": "idea.vote"},
    }
    assert press["verb"] == "idea.vote"
    assert press["data"] == press["fallback"]["data"]


def test_a_button_that_sends_no_inputs_sends_none_on_any_client():
    press = to_dict(button("Annuler", "idea.drop", {}, inputs=False, secondary=True, tooltip="X"))
    same = {"associatedInputs": "none", "mode": "secondary", "tooltip": "X"}
    assert same.items() <= press.items()
    assert same.items() <= press["fallback"].items()


def test_size_counts_utf8_bytes():
    card = {"a": 'é"\n😀'}
    compact = json.dumps(card, ensure_ascii=False, separators=(",", ":"))
    assert size(card) == len(compact.encode())
