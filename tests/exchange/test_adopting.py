"""Who is known by a UPN alone becomes the person whom Teams names so, and never two."""

from typing import Any

import pytest

from bot.app import PLUGS
from bot.usecases.people import keep_upn
from bot.usecases.turn import Author, Policy, Turn
from domain.inquiry import Inquiry
from storage.inquiry.repository import Inquiries
from storage.people import Member
from storage.store import Store
from tests.exchange.box import NOW, PARIS, TENANT, bring, columns, rows, take

BOX = "text,author\nUn QR code,Claire.Moreau@ml.example\n"
AAD = "00000000-0000-4000-8000-000000000001"
CLAIRE = Member(AAD, "29:claire", "Claire Moreau", "claire.moreau@ml.example")


async def _people(store: Store) -> list[tuple[str, str, str]]:
    def read(unit: Any) -> list[tuple[str, str, str]]:
        everyone = unit.people.everyone(unit.organisations.find(TENANT))
        return [(each.aad_object_id, each.name, each.upn) for each in everyone]

    return await store.read(read)


def _turn() -> Turn:
    policy = Policy(PARIS, "amélioration-continue", b"key", holds=PLUGS.holds)
    return Turn(policy, Author(TENANT, AAD, "29:claire", "Claire Moreau"), "1", NOW)


async def _roster(store: Store) -> None:
    def keep(unit: Any) -> None:
        unit.people.keep_roster(unit.organisations.find(TENANT), [CLAIRE], NOW.date(), PLUGS.holds)

    await store.write(keep)


async def test_until_they_are_met_they_are_named_by_their_account(store: Store) -> None:
    await bring(store, BOX)

    upn = "Claire.Moreau@ml.example"
    assert await _people(store) == [(f"upn:{upn.lower()}", "Claire.Moreau", upn)]


async def test_the_roster_names_them(store: Store) -> None:
    await bring(store, BOX)

    await _roster(store)
    await _roster(store)

    assert await _people(store) == [(AAD, CLAIRE.name, CLAIRE.upn)]
    (brought,) = await columns(store)
    assert brought.author_name == "Claire Moreau"


@pytest.mark.parametrize("is_known", [True, False])
async def test_what_they_say_names_them(store: Store, is_known: bool) -> None:
    if is_known:
        await store.write(keep_upn, _turn(), "")
    await bring(store, BOX)

    await store.write(keep_upn, _turn(), CLAIRE.upn)

    assert await _people(store) == [(AAD, CLAIRE.name, CLAIRE.upn)]
    (brought,) = await columns(store)
    assert brought.author_name == "Claire Moreau"


async def test_who_is_known_already_is_the_author(store: Store) -> None:
    await store.write(keep_upn, _turn(), CLAIRE.upn)

    await bring(store, BOX)

    assert len(await _people(store)) == 1
    assert [each["author"] for each in rows(await take(store))] == [CLAIRE.upn]


async def test_a_message_that_names_them_does_not_keep_them_from_being_met(store: Store) -> None:
    await bring(store, BOX)
    await store.write(keep_upn, _turn(), "")

    def ask(unit: Any) -> None:
        organisation_id = unit.organisations.find(TENANT)
        waiting = unit.people.find(organisation_id, f"upn:{CLAIRE.upn}")
        unit.of(Inquiries).keep(waiting, Inquiry())

    await store.write(ask)

    await store.write(keep_upn, _turn(), CLAIRE.upn)
    await _roster(store)

    assert (AAD, CLAIRE.name, CLAIRE.upn) in await _people(store)
    (brought,) = await columns(store)
    assert brought.author_name == "Claire Moreau"


async def test_the_first_tenant_that_appears_has_what_was_brought_in_before(store: Store) -> None:
    def first(unit: Any, tenant: str) -> int:
        return int(unit.organisations.get_or_add(tenant, NOW))

    before = await store.write(first, "")

    assert await store.write(first, TENANT) == before
    assert await store.write(first, "44444444-4444-4444-8444-444444444444") != before
    assert await store.read(lambda unit: unit.organisations.find("")) is None
