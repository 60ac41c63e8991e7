"""What a person is told, alone, about what was masked in their words."""

from collections.abc import Sequence
from typing import Any

from cards import kit, texts
from cards.confidentiality import texts as mask_texts
from cards.confidentiality import verbs as mask_verbs
from cards.contributions import texts as contribution_texts
from cards.contributions import verbs as contribution_verbs
from cards.parts import hint, press, problem_line, sentence, submit, titled
from domain.confidentiality import Mask
from domain.contributions.masked import MaskedView, may_be_lifted
from domain.contributions.view import View


def masked_card(masked: MaskedView) -> dict[str, Any]:
    """Return what the author of a message is told; it never repeats what was masked."""
    if not masked.masks:
        return sentence(mask_texts.SETTLED)
    firm = any(mask.firm for mask in masked.masks)
    told = mask_texts.MASKED if firm else mask_texts.MASKED_SOFTLY
    said = told.format(what=mask_texts.things(masked.masks))
    kept = mask_texts.KEPT_AS.format(number=masked.number)
    body: list[kit.Element] = [
        kit.TextBlock(text=said, weight="Bolder"),
        kit.TextBlock(text=kept if masked.number else mask_texts.KEPT_WITHOUT),
        kit.TextBlock(text=mask_texts.STILL_SHOWN),
    ]
    actions: list[kit.Action] = []
    if masked.link.startswith("https://"):
        actions.append(kit.ActionOpenUrl(title=contribution_texts.SEE_MESSAGE, url=masked.link))
    if may_be_lifted(masked.masks):
        body.append(hint(mask_texts.IF_NOT_YOUNG))
        actions.append(press(mask_texts.DOUBT, mask_verbs.DoubtMask(masking=masked.id)))
    return titled(said, body, actions)


def note(masks: Sequence[Mask]) -> str:
    """Return what who has just written is told beside the answer."""
    firm = any(mask.firm for mask in masks)
    told = mask_texts.NOTE if firm else mask_texts.NOTE_SOFTLY
    return told.format(what=mask_texts.things(masks))


def note_card(masks: Sequence[Mask]) -> dict[str, Any]:
    """Return the same as a card of its own."""
    said = note(masks)
    return titled(said, [_noted(masks)])


def with_note(card: dict[str, Any], masks: Sequence[Mask]) -> dict[str, Any]:
    """Return *card* with what was masked as its first line."""
    return card | {"body": [kit.to_dict(_noted(masks)), *card["body"]]}


def _noted(masks: Sequence[Mask]) -> kit.Element:
    items: list[kit.Element] = [kit.TextBlock(text=note(masks), size="Small")]
    if may_be_lifted(tuple(masks)):
        doubting = press(mask_texts.DOUBT, mask_verbs.DoubtMask())
        items.append(kit.ActionSet(actions=[doubting]))
    return kit.Container(style="emphasis", items=items)


def doubt_form(doubted: mask_verbs.DoubtMask, *, problem: str = "") -> dict[str, Any]:
    """Return the question for the name that was masked."""
    lifting = mask_verbs.LiftMask(masking=doubted.masking, contribution=doubted.contribution)
    title = mask_texts.DOUBT_TITLE
    body: list[kit.Element] = [
        kit.TextBlock(text=title, style="heading", weight="Bolder"),
        *problem_line(problem),
        kit.TextBlock(text=mask_texts.DOUBT_WHY),
        kit.InputText(
            id="name",
            label=mask_texts.DOUBT_FIELD,
            value=doubted.name if isinstance(doubted, mask_verbs.LiftMask) else None,
            maxLength=60,
            placeholder=mask_texts.DOUBT_HINT,
        ),
    ]
    actions: list[kit.Action] = [submit(mask_texts.DOUBT_DO, lifting)]
    if doubted.masking is not None:
        actions.append(press(texts.CANCEL, mask_verbs.ShowMask(masking=doubted.masking)))
    elif doubted.contribution is not None:
        actions.append(
            press(texts.CANCEL, contribution_verbs.OpenFiche(contribution=doubted.contribution))
        )
    return titled(title, body, actions)


def lifted_card(name: str, contribution: View | None, *, is_back: bool) -> dict[str, Any]:
    """Return what is said once a name is known; it leads to where it was put back."""
    said = (mask_texts.LIFTED if is_back else mask_texts.KNOWN).format(name=name)
    actions: list[kit.Action] = []
    if contribution is not None:
        opening = contribution_verbs.OpenFiche(contribution=contribution.id)
        actions.append(press(texts.OPEN, opening))
    shown = kit.TextBlock(text=said)
    return titled(said, [shown], actions)
