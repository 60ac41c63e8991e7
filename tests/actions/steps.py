"""What people of these tests do with actions."""

from typing import Any

from domain.actions.action import Action, ActionNumber
from domain.people import Role
from storage.actions.repository import Actions
from storage.unit_of_work import UnitOfWork
from tests.cards.oracle import problems
from tests.world import CLAIRE, TENANT, Somebody, World, words_of

TROUBLE = "Irritant : les jeunes se trompent d’heure, rien n’est affiché sur la porte"
TITLE = "Afficher les horaires sur la porte"


async def name(ml: World, who: Somebody, role: Role) -> None:
    """Have somebody known, with a role."""

    def write(unit: UnitOfWork) -> None:
        organisation_id = unit.organisations.find(TENANT) or 0
        person = unit.people.meet(organisation_id, who.aad, who.id, who.name)
        unit.roles.give(unit.organisations.for_change(person.organisation_id), person, role)

    await ml.store.write(write)


async def id_of(ml: World, who: Somebody) -> int:
    """Return the id of somebody."""

    def read(unit: UnitOfWork) -> int:
        person = unit.people.find(unit.organisations.find(TENANT) or 0, who.aad)
        return person.id if person else 0

    return await ml.store.read(read)


async def ask(ml: World, who: Somebody, words: str, holding: str) -> dict[str, Any]:
    """Say something; return the last card that holds some words: news may come meanwhile."""
    await ml.say(who, words)
    card: dict[str, Any] = next(card for card in reversed(ml.to(who)) if holding in words_of(card))
    assert problems(card) == []
    return card


async def make(ml: World, who: Somebody = CLAIRE, **fields: Any) -> dict[str, Any]:
    """Fill the form of a new action in and send it; return the card that follows."""
    form = await ask(ml, who, "nouvelle action", "Ce qui va être fait")
    assert problems(form) == []
    wanted = {"what": TITLE, "person": str(await id_of(ml, who)), "due": "2026-12-18"}
    return await pressed(ml, who, form, "Créer l’action", **(wanted | fields))


async def pressed(
    ml: World, who: Somebody, card: dict[str, Any], title: str, **inputs: Any
) -> dict[str, Any]:
    """Press a button; return the card that follows, which is sound."""
    body = await ml.press(who, card, title, **inputs)
    assert isinstance(body["value"], dict), body["value"]
    shown: dict[str, Any] = body["value"]
    assert problems(shown) == []
    return shown


async def open_action(ml: World, who: Somebody, number: str = "PA-2026-0001") -> dict[str, Any]:
    """Open an action: by its button, for what is said may be answered after some news."""
    body = await ml.execute(who, "action.open", {"action": (await now(ml, number)).id})
    card: dict[str, Any] = body[1]["value"]
    assert problems(card) == []
    return card


async def finish(
    ml: World, who: Somebody = CLAIRE, number: str = "PA-2026-0001", **fields: Any
) -> dict[str, Any]:
    """Say that an action is done; return the card that follows."""
    form = await pressed(ml, who, await open_action(ml, who, number), "C’est fait")
    wanted = {"result": "Les horaires sont sur la porte", "check_on": "2027-02-22"}
    return await pressed(ml, who, form, "Confirmer", **(wanted | fields))


async def now(ml: World, number: str = "PA-2026-0001") -> Action:
    """Return an action as it is kept."""
    parsed = ActionNumber.parse(number)
    assert parsed is not None

    def read(unit: UnitOfWork) -> Action | None:
        return unit.of(Actions).find(unit.organisations.find(TENANT) or 0, parsed)

    found = await ml.store.read(read)
    assert found is not None
    return found
