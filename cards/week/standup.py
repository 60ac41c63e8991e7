"""The steps of the Monday stand-up, for whoever leads it."""

from typing import Any

from cards.kit import Action, Element, InputText, TextBlock
from cards.parts import hint, press, submit, titled
from cards.plain import fit
from cards.week import texts as week_texts
from cards.week import verbs as week_verbs
from cards.week.flash import _question, section_lines
from domain.week.flash import FlashView, Section

_SECTIONS_OF_STEP: tuple[tuple[Section, ...], ...] = (
    (Section.PRACTICES, Section.REUSED),
    (Section.RECURRING, Section.UNSEEN),
    (Section.ANSWERED, Section.SUGGESTIONS),
    (),
    (),
)


def step_card(view: FlashView, step: int) -> dict[str, Any]:
    """Return a step of the stand-up for whoever walks the team through it, counting from 0."""
    step = min(step, len(week_texts.STEPS) - 1)
    title, minutes, said = week_texts.STEPS[step]
    place = week_texts.STEP.format(number=step + 1, last=len(week_texts.STEPS), minutes=minutes)
    body: list[Element] = [
        hint(place),
        TextBlock(text=title, style="heading", weight="Bolder", size="Large", spacing="None"),
        TextBlock(text=said),
    ]
    sections = _SECTIONS_OF_STEP[step]
    told = [part for section in sections for part in section_lines(view, section, buttons=False)]
    if sections and not told:
        told = [TextBlock(text=week_texts.STEP_NOTHING, isSubtle=True)]
    body += told
    if step == week_texts.STEP_DECIDE:
        body += _decision_fields(view)
    if step == len(week_texts.STEPS) - 1:
        body.append(_question(view))
    return titled(title, body, _steps(view, step))


def _decision_fields(view: FlashView) -> list[Element]:
    return [
        InputText(
            id="decision",
            label=week_texts.DECISION_FIELD,
            value=fit(view.decision.text, 2000) or None,
            isMultiline=True,
            maxLength=500,
            placeholder=week_texts.DECISION_HINT,
        ),
        InputText(
            id="owner",
            label=week_texts.DECISION_OWNER,
            value=fit(view.decision.owner, 800) or None,
            maxLength=200,
        ),
    ]


def _steps(view: FlashView, step: int) -> list[Action]:
    actions: list[Action] = []
    last = step == len(week_texts.STEPS) - 1
    if step == week_texts.STEP_DECIDE:
        decide = week_verbs.DecideInFlash(flash=view.id)
        actions.append(submit(week_texts.DECISION_SAVE, decide))
    if not last:
        following = week_verbs.HostFlash(flash=view.id, step=step + 1)
        # Not « Suite » beside two fields: it would lose what stands in them without a word.
        title = week_texts.STEP_SKIP if step == week_texts.STEP_DECIDE else week_texts.STEP_NEXT
        actions.append(press(title, following))
    if step:
        actions.append(
            press(week_texts.STEP_PREVIOUS, week_verbs.HostFlash(flash=view.id, step=step - 1))
        )
    actions.append(
        press(
            week_texts.STEP_END if last else week_texts.FLASH_BACK,
            week_verbs.ShowFlash(flash=view.id),
        )
    )
    return actions
