import copy

import pytest

from cards.kit import (
    ActionToggleVisibility,
    Card,
    Container,
    InputText,
    RichTextBlock,
    TextBlock,
    TextRun,
    button,
    to_dict,
)
from tests.cards.oracle import problems


def sound_card():
    return to_dict(
        Card(
            body=[
                TextBlock(text="x"),
                Container(items=[RichTextBlock(inlines=[TextRun(text="y")])], id="more"),
                InputText(id="text", label="Texte"),
            ],
            actions=[
                button("Garder", "idea.keep", {"id": 1}),
                ActionToggleVisibility(title="Plus", targetElements=["more"]),
            ],
            speak="x",
            fallbackText="x",
        )
    )


def planted(path, value):
    """A sound card with one value set, or taken out, at *path*."""
    card = copy.deepcopy(sound_card())
    *way, last = path
    node = card
    for step in way:
        node = node[step]
    if value is None:
        del node[last]
    else:
        node[last] = value
    return card


def test_a_sound_card_has_no_problem():
    assert problems(sound_card()) == []


IMAGE = {"type": "Image", "url": "https://exemple.fr/a.png"}
TWIN = {"type": "Input.Text", "id": "text", "label": "Encore"}
SUBMIT = {"type": "Action.Submit", "title": "Garder", "data": {"id": 2, "verb": "idea.keep"}}
RUN = ("body", 1, "items", 0, "inlines", 0)
EXECUTE = ("actions", 0)


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        (("version",), "1.6", "version is not 1.5"),
        (("lang",), "en", "lang is not fr"),
        (("speak",), None, "no speak"),
        (("fallbackText",), " ", "no fallbackText"),
        (("type",), "Container", "not an AdaptiveCard"),
        (("msteams",), {"width": "Full"}, "full"),
        (("body", 0, "text"), "é" * 15_000, "bytes are more than 28672"),
        (("body", 0, "type"), "TextBlok", "unknown type 'TextBlok'"),
        (("body", 0, "type"), None, "unknown type None"),
        (("body", 0, "wrapp"), True, "unknown property wrapp"),
        (("body", 0, "size"), "Huge", "('size',)"),
        ((*RUN, "color"), "red", "('color',)"),
        ((*RUN, "wrap"), True, "unknown property wrap"),
        (("body", 0), IMAGE, "image without altText"),
        (("body", 2, "label"), None, "input without label"),
        (("body", 2, "id"), "", "input without id"),
        (("body", 0), TWIN, "2 inputs have the id 'text'"),
        (("body", 2, "id"), "verb", "input 'verb' has the name of a key"),
        ((*EXECUTE, "verb"), "keep", "verb 'keep' is not noun.verb"),
        ((*EXECUTE, "verb"), None, "verb None is not noun.verb"),
        ((*EXECUTE, "data"), {"id": 1}, "data without the verb"),
        ((*EXECUTE, "fallback"), None, "no Action.Submit as fallback"),
        ((*EXECUTE, "fallback"), "drop", "no Action.Submit as fallback"),
        ((*EXECUTE, "fallback"), SUBMIT, "fallback with other data"),
        ((*EXECUTE, "fallback", "data", "verb"), "idea.drop", "fallback with other data"),
        ((*EXECUTE, "fallback", "data"), {"id": 1}, "Action.Submit without verb"),
        ((*EXECUTE, "fallback", "title"), "Jeter", "fallback with another title"),
        ((*EXECUTE, "fallback", "colour"), "red", "unknown property colour"),
        (("actions", 1, "targetElements"), ["gone"], "nothing has the id 'gone'"),
        (("refresh",), {"action": {"type": "Action.Execute"}}, "verb None is not noun.verb"),
        (("refresh",), {"users": []}, "unknown property users"),
    ],
)
def test_a_planted_fault_is_found(path, value, fault):
    assert any(fault in problem for problem in problems(planted(path, value)))
