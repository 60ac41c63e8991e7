"""« Déjà dit 4 fois : le même problème ? »: what an irritant's card asks, or its theme."""

from collections.abc import Sequence
from typing import Any

from cards import kit
from cards.contributions.kept import kept_card
from cards.parts import press, small
from cards.plain import short
from cards.themes import texts as theme_texts
from cards.themes.verbs import Different, Same
from domain.themes.theme import Alike, IrritantView

_WORDS = 120


def irritant_card(view: IrritantView) -> dict[str, Any]:
    """Return the compact card of an irritant with its theme, or what it may be the same as."""
    card = kept_card(view.contribution)
    card["body"] += [kit.to_dict(part) for part in irritant_parts(view)]
    return card


def irritant_parts(
    view: IrritantView | None, *, fiche: bool = False, inbox: int | None = None
) -> list[kit.Element]:
    """Return the question with its buttons, or the name of the theme; nothing where neither is."""
    if view is None:
        return []
    if view.theme is not None:
        name = theme_texts.name(view.theme.id, view.theme.name)
        return [small(theme_texts.OF_THEME.format(name=short(name, _WORDS)))]
    if not view.alike:
        return []
    best = next((each for each in view.alike if each.is_best), None)
    others = [each for each in view.alike if each is not best]
    this: dict[str, object] = {
        "contribution": view.contribution.id,
        "fiche": fiche,
        "inbox": inbox,
    }
    actions: list[kit.Action] = []
    asked: list[kit.Element] = []
    if best is not None:
        said_on = view.contribution.created_at.astimezone(view.zone).date()
        asked = [
            kit.TextBlock(
                text=theme_texts.asked(best, said_on, view.zone),
                weight="Bolder",
                size="Small",
            ),
            _quoted(best),
        ]
        other = best.contribution.id
        actions = [
            press(theme_texts.SAME, Same.model_validate({**this, "other": other})),
            press(theme_texts.DIFFERENT, Different.model_validate({**this, "other": other})),
        ]
    if others:
        title = theme_texts.OTHERS if best is not None else theme_texts.OTHERS_LEFT
        actions.append(kit.ActionToggleVisibility(title=title, targetElements=[_id(view)]))
    parts: list[kit.Element] = [*asked, kit.ActionSet(actions=actions, spacing="Small")]
    return [
        kit.Container(items=parts, separator=True, spacing="Small"),
        *_others(others, this, _id(view)),
    ]


def _id(view: IrritantView) -> str:
    """Return what hides the others: a card may show several irritants."""
    return f"alike-{view.contribution.id}"


def _quoted(alike: Alike) -> kit.Element:
    run = kit.TextRun(text=short(alike.words, _WORDS), size="Small", isSubtle=True, italic=True)
    return kit.RichTextBlock(inlines=[run], spacing="None")


def _others(others: Sequence[Alike], this: dict[str, object], id_: str) -> list[kit.Element]:
    if not others:
        return []
    lines: list[kit.Element] = [
        kit.ColumnSet(
            columns=[
                kit.Column(
                    width="stretch", items=[_quoted(each)], verticalContentAlignment="Center"
                ),
                kit.Column(
                    width="auto",
                    items=[
                        kit.ActionSet(
                            actions=[
                                press(
                                    theme_texts.SAME,
                                    Same.model_validate({**this, "other": each.contribution.id}),
                                )
                            ]
                        )
                    ],
                ),
            ]
        )
        for each in others
    ]
    return [kit.Container(id=id_, isVisible=False, items=lines, spacing="Small")]
