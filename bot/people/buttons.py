"""What the buttons of help, of where people work, and of roles do."""

from bot.people import usecases as roles
from bot.teams.desk import Buttons, Desk, Shown
from bot.teams.hearing.people import know_staff
from bot.usecases import people
from bot.usecases.turn import Turn
from cards import texts
from cards.people import texts as people_texts
from cards.people import verbs as people_verbs
from cards.people.chat import help_card, said_card, sites_card
from cards.people.roles import roles_card
from domain.errors import Reason, RuleViolationError

BUTTONS = Buttons()


@BUTTONS.does(people_verbs.ShowRoles)
async def _roles(desk: Desk, turn: Turn, _: people_verbs.ShowRoles) -> Shown:
    await know_staff(desk, turn)
    known = await desk.store.look(roles.look, turn)
    return Shown(roles_card(known.people, known.fixed))


@BUTTONS.does(people_verbs.SetRole)
async def _set_role(desk: Desk, turn: Turn, data: people_verbs.SetRole) -> Shown:
    try:
        known = await desk.store.write(roles.set_role, turn, data.person, data.role)
    except RuleViolationError as no:
        if no.reason is Reason.NOT_QUALITY_LEAD:
            raise
        known = await desk.store.look(roles.look, turn)
        return Shown(roles_card(known.people, known.fixed, problem=texts.REASON[no.reason]))
    if known is None:
        return Shown(said_card(people_texts.ROLES_GIVEN_UP), stays=True)
    return Shown(roles_card(known.people, known.fixed, said=people_texts.ROLES_SAVED), stays=True)


@BUTTONS.does(people_verbs.Help)
async def _help(desk: Desk, turn: Turn, _: people_verbs.Help) -> Shown:
    chat = await desk.store.look(people.who, turn)
    return Shown(help_card(quality_lead=chat.person.leads_quality))


@BUTTONS.does(people_verbs.ChooseSite)
async def _choose_site(desk: Desk, turn: Turn, data: people_verbs.ChooseSite) -> Shown:
    if data.site is None:
        await desk.store.write(people.site_was_asked, turn)
        return Shown(said_card(people_texts.NO_MATTER), stays=True)
    chat = await desk.store.write(people.choose_site, turn, data.site)
    return Shown(said_card(people_texts.SITE_SAVED.format(site=chat.person.site_name)), stays=True)


@BUTTONS.does(people_verbs.SaveBranches)
async def _save_branches(desk: Desk, turn: Turn, data: people_verbs.SaveBranches) -> Shown:
    chat, everyone = await desk.store.write(people.set_branches, turn, data.names.lines())
    return Shown(sites_card(chat.sites, everyone, said=people_texts.SITES_SAVED))


@BUTTONS.does(people_verbs.PlacePerson)
async def _place(desk: Desk, turn: Turn, data: people_verbs.PlacePerson) -> Shown:
    try:
        chat, everyone = await desk.store.write(people.place, turn, data.person or 0, data.site)
    except RuleViolationError as no:
        chat, everyone = await desk.store.look(people.everyone, turn)
        return Shown(sites_card(chat.sites, everyone, problem=texts.REASON[no.reason]))
    return Shown(sites_card(chat.sites, everyone, said=people_texts.SITES_PLACED))
