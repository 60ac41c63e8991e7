"""What the buttons of contributions and of the chat do: a use case, and the card that follows."""

from typing import Any
from uuid import uuid4

from bot.contributions.usecases import contributions, withdrawing
from bot.contributions.usecases.contributions import Form
from bot.teams.desk import Buttons, Desk, Shown
from bot.usecases import people
from bot.usecases.turn import Turn
from cards import texts
from cards.contributions import texts as contribution_texts
from cards.contributions import verbs as contribution_verbs
from cards.contributions.card import contribution_card, edit_form, kind_choice
from cards.contributions.form import form_card
from cards.contributions.mine import mine_card
from domain.contributions.contribution import fits_form
from domain.contributions.subjects import ContributionSubject
from domain.contributions.view import View
from domain.errors import Reason, RuleViolationError
from domain.kinds import Kind

BUTTONS = Buttons()


def new_form() -> contribution_verbs.SendForm:
    """Return an empty *fiche* with an id of its own."""
    return contribution_verbs.SendForm(form=uuid4().hex)


@BUTTONS.does(contribution_verbs.Support)
async def _support(desk: Desk, turn: Turn, data: contribution_verbs.Support) -> Shown:
    contribution, given = await desk.store.write(
        contributions.support_and_tell, turn, data.contribution
    )
    return Shown(contribution_card(contribution, is_supported=given))


async def _shown(
    desk: Desk, turn: Turn, contribution: View, data: contribution_verbs.OfContribution
) -> Shown:
    """Show a contribution as it was shown: the whole fiche, or the card of its thread."""
    if not data.fiche:
        return Shown(contribution_card(contribution))
    whole = contribution_verbs.OpenFiche(contribution=contribution.id, inbox=data.inbox)
    return await desk.press(turn, whole)


@BUTTONS.does(contribution_verbs.Show)
async def _show(desk: Desk, turn: Turn, data: contribution_verbs.Show) -> Shown:
    contribution = await desk.store.look(contributions.look, turn, data.contribution)
    return await _shown(desk, turn, contribution, data)


@BUTTONS.does(contribution_verbs.Edit)
async def _edit(desk: Desk, turn: Turn, data: contribution_verbs.Edit) -> Shown:
    contribution, choices = await desk.store.look(
        contributions.look_to_change, turn, data.contribution
    )
    if not fits_form(contribution.text):
        return Shown(said=contribution_texts.EDIT_IN_TEAMS)
    form = edit_form(
        contribution, choices.sites, choices.engagements, fiche=data.fiche, inbox=data.inbox
    )
    return Shown(form, is_private_form=True)


@BUTTONS.does(contribution_verbs.Save)
async def _save(desk: Desk, turn: Turn, data: contribution_verbs.Save) -> Shown:
    try:
        contribution = await desk.store.write(
            contributions.rewrite, turn, data.contribution, data.text, data.site, data.engagement
        )
    except RuleViolationError as no:
        if no.reason is Reason.TOO_LONG:
            raise  # said beside the form, which keeps what was typed: it would not fit in another
        contribution, choices = await desk.store.look(
            contributions.look_to_change, turn, data.contribution
        )
        form = edit_form(
            contribution,
            choices.sites,
            choices.engagements,
            typed=data,
            problem=texts.REASON[no.reason],
            fiche=data.fiche,
            inbox=data.inbox,
        )
        return Shown(form, is_private_form=True)
    return await _shown(desk, turn, contribution, data)


@BUTTONS.does(contribution_verbs.ChooseKind)
async def _choose_kind(desk: Desk, turn: Turn, data: contribution_verbs.ChooseKind) -> Shown:
    contribution, _ = await desk.store.look(contributions.look_to_change, turn, data.contribution)
    return Shown(
        kind_choice(contribution, fiche=data.fiche, inbox=data.inbox), is_private_form=True
    )


@BUTTONS.does(contribution_verbs.SetKind)
async def _set_kind(desk: Desk, turn: Turn, data: contribution_verbs.SetKind) -> Shown:
    changed = await desk.store.write(contributions.set_kind, turn, data.contribution, data.kind)
    await desk.kept(desk, turn, [changed])
    return await _shown(desk, turn, changed, data)


@BUTTONS.does(contribution_verbs.Withdraw)
async def _withdraw(desk: Desk, turn: Turn, data: contribution_verbs.Withdraw) -> Shown:
    changed = await desk.store.write(withdrawing.withdraw, turn, data.contribution)
    return await _shown(desk, turn, changed, data)


@BUTTONS.does(contribution_verbs.Restore)
async def _restore(desk: Desk, turn: Turn, data: contribution_verbs.Restore) -> Shown:
    changed = await desk.store.write(withdrawing.restore, turn, data.contribution)
    return await _shown(desk, turn, changed, data)


@BUTTONS.does(contribution_verbs.NewForm)
async def _new(desk: Desk, turn: Turn, _: contribution_verbs.NewForm) -> Shown:
    chat = await desk.store.look(people.who, turn)
    form = new_form().model_copy(update={"site": chat.person.site_id})
    return Shown(form_card(form, chat.sites, engagements=chat.engagements), is_private_form=True)


@BUTTONS.does(contribution_verbs.SendForm)
async def _send(desk: Desk, turn: Turn, data: contribution_verbs.SendForm) -> Shown:
    try:
        contribution = await desk.store.write(contributions.send_form, turn, filled(data))
    except RuleViolationError as no:
        if no.reason is Reason.TOO_LONG:
            raise  # as above
        chat = await desk.store.look(people.who, turn)
        problem = texts.REASON[no.reason]
        return Shown(form_card(data, chat.sites, problem=problem, engagements=chat.engagements))
    card = await card_of_kept(desk, turn, contribution)
    return Shown(card, follows=contribution, stays=True)


async def card_of_kept(desk: Desk, turn: Turn, contribution: View) -> dict[str, Any]:
    """Return the card of what was just kept, with what is asked of it."""
    asked = await desk.kept(desk, turn, [contribution])
    shows = asked.get(contribution.id, contribution)
    return desk.card(ContributionSubject.CONTRIBUTION, shows)


def filled(data: contribution_verbs.SendForm) -> Form:
    """Return the form as the use case takes it."""
    return Form(
        form_id=data.form,
        kind=data.kind or Kind.OTHER,
        text=data.text,
        site_id=data.site,
        engagement=data.engagement,
        anonymous=data.anonymous,
    )


@BUTTONS.does(contribution_verbs.ListMine)
async def _mine(desk: Desk, turn: Turn, data: contribution_verbs.ListMine) -> Shown:
    page = await desk.store.look(contributions.mine, turn, data.page)
    zone = turn.zone
    return Shown(
        mine_card(
            page.contributions,
            page=page.number,
            last=page.last,
            total=page.total,
            today=turn.now.astimezone(zone).date(),
            zone=zone,
        )
    )
