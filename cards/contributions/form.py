"""The *fiche* to fill, in the personal chat or in a dialog."""

from collections.abc import Sequence
from typing import Any

from cards import kit, texts
from cards.contributions import texts as contribution_texts
from cards.contributions import verbs as contribution_verbs
from cards.fields import engagement_field, site_field, text_field, toggle
from cards.parts import folded, form, submit
from domain.engagements import ENGAGEMENTS
from domain.kinds import NOTABLE, Kind
from domain.people import Site

_MORE = "more"


def form_card(  # noqa: PLR0913 -- a dialog and a chat differ in small things
    filled: contribution_verbs.SendForm,
    sites: Sequence[Site] | None,
    *,
    problem: str = "",
    title: str = contribution_texts.FORM_TITLE,
    in_dialog: bool = False,
    may_be_anonymous: bool = True,
    engagements: Sequence[int] = tuple(ENGAGEMENTS),
) -> dict[str, Any]:
    """Return the form with what is filled in; ``filled.form`` makes sending it twice harmless.

    Where the sites are not known, what was chosen before goes with the button. In a dialog
    « Envoyer » is an ``Action.Submit``, the only one that a dialog sends (Microsoft Learn, *Use
    Adaptive Cards in dialogs*).
    """
    fields: list[kit.Element] = [
        kit.InputChoiceSet(
            id="kind",
            label=contribution_texts.FIELD_KIND,
            choices=[(_explained(kind), kind.value) for kind in NOTABLE],
            value=filled.kind.value if filled.kind in NOTABLE else None,
            style="expanded",
            wrap=True,
        ),
        text_field(filled.text),
        *([_anonymous_field(filled)] if may_be_anonymous else []),
        *(_more_fields(filled, sites, engagements) if sites is not None else []),
    ]
    sending = contribution_verbs.SendForm(form=filled.form)
    if sites is None:
        sending = contribution_verbs.SendForm(
            form=filled.form, site=filled.site, engagement=filled.engagement
        )
    send: kit.Action = submit(texts.SEND, sending)
    if in_dialog and send.fallback is not None:
        send = send.fallback
    return form(title, fields, problem, [send])


def _more_fields(
    filled: contribution_verbs.SendForm, sites: Sequence[Site], engagements: Sequence[int]
) -> list[kit.Element]:
    fields = [
        site_field(sites, filled.site),
        engagement_field(filled.engagement, engagements),
    ]
    shown = bool(filled.engagement)
    return folded(contribution_texts.MORE_FIELDS, fields, shown=shown, name=_MORE)


def _explained(kind: Kind) -> str:
    return f"{texts.ICON[kind]} {texts.KIND[kind]}\u00a0: {texts.KIND_HINT[kind]}"


def _anonymous_field(filled: contribution_verbs.SendForm) -> kit.InputToggle:
    return toggle(
        "anonymous",
        contribution_texts.FIELD_ANONYMOUS,
        contribution_texts.STAY_ANONYMOUS,
        on=filled.anonymous,
    )
