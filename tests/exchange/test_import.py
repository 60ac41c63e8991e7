"""Bringing in an old idea box: judged line by line, kept once, and going out as it came in."""

import json
from itertools import pairwise
from typing import Any

import pytest
import sqlalchemy as sa

from bot.exchange.usecases import importing
from bot.usecases.tenants import everything_of
from domain.contributions.contribution import Change, Origin
from domain.exchange import Form
from domain.inquiry import Inquiry
from storage.contributions.repository import Contributions
from storage.contributions.tallies import Tallies
from storage.exchange.repository import Exchange
from storage.inquiry.repository import Inquiries
from storage.sql import table
from storage.store import Store
from storage.tables import OrganisationRow
from tests.exchange.box import (
    FULL,
    NOW,
    PARIS,
    TENANT,
    bring,
    columns,
    outcomes,
    refusals,
    rows,
    take,
)

OTHER = "33333333-3333-4333-8333-333333333333"


async def test_what_goes_out_comes_in_and_goes_out_the_same(store: Store) -> None:
    assert outcomes(await bring(store, FULL)) == ["new"] * 6
    out = await take(store)

    # The same file into another organisation: as empty as another database.
    def rename(unit: Any) -> None:
        renaming = sa.update(table(OrganisationRow)).values(tenant_id=OTHER)
        unit.organisations._connection.execute(renaming)

    await store.write(rename)
    assert outcomes(await bring(store, out)) == ["new"] * 6

    assert await take(store) == out
    assert await take(store, tenant=OTHER) == out
    assert await take(store, Form.JSON) == await take(store, Form.JSON, OTHER)


async def test_every_column_says_what_it_said(store: Store) -> None:
    await bring(store, FULL)

    badge, merged, refused, practice, withdrawn, studied = rows(await take(store))
    assert badge == {
        "number": "AC-2024-0100",
        "created_at": "2024-03-12T10:30:00+01:00",
        "kind": "irritant",
        "status": "done",
        "text": "Le badge, « encore »\nsur deux lignes",
        "author": "Claire@ml.example",
        "site": "Haguenau",
        "tags": "CEJ;accueil",
        "engagement": "3",
        "support": "4",
        "read_at": "2024-03-13T00:00:00+01:00",
        "promised_at": "2024-04-01",
        "decided_at": "2024-03-20T11:00:00+01:00",
        "answer": "Badge changé",
        "merged_into": "",
    }
    assert (merged["merged_into"], merged["text"]) == ("AC-2024-0005", "'=1+1")
    assert (refused["status"], refused["answer"]) == ("refused", "Trop cher pour nous")
    assert (practice["author"], practice["tags"]) == ("", "'+SMS")
    assert practice["answer"] == "'@voir le recueil"
    assert (withdrawn["status"], withdrawn["text"]) == ("withdrawn", "'déjà entre apostrophes'")
    assert (studied["text"], studied["promised_at"]) == ("'-la tabulation", "2027-01-01")


async def test_what_was_brought_in_is_a_contribution_like_the_others(store: Store) -> None:
    await bring(store, FULL)

    badge, merged, _, practice, _, studied = await columns(store)
    assert (badge.origin, badge.week, badge.is_public) == (Origin.IMPORT, "2024-W11", True)
    assert badge.is_cited
    assert badge.status_at == badge.decided_at == badge.answered_at
    assert merged.tags == ()
    assert studied.status_at == studied.created_at
    assert practice.is_anonymous
    assert not practice.is_cited
    assert len(practice.author_key) == 64

    def read(unit: Any) -> Any:
        history = unit.of(Contributions).history(badge.organisation_id, badge.id)
        return [(line.change, line.actor_id, line.at) for line in history]

    assert await store.read(read) == [(Change.IMPORTED, None, NOW)]


async def test_what_was_brought_in_is_found_by_its_words_and_tags(store: Store) -> None:
    await bring(store, FULL)
    organisation_id = (await columns(store))[0].organisation_id

    def found(unit: Any, inquiry: Inquiry) -> list[str]:
        who = everything_of(organisation_id, NOW, PARIS)
        return [str(each.number) for each in unit.of(Inquiries).all(inquiry, who, 0, 10)]

    assert await store.read(found, Inquiry(text="badges")) == ["AC-2024-0100"]
    assert await store.read(found, Inquiry(text="recueil")) == ["AC-2025-0001"]
    assert await store.read(found, Inquiry(tags=("CEJ",))) == ["AC-2024-0100"]


async def test_importing_twice_changes_nothing_even_without_numbers(store: Store) -> None:
    box = FULL + ",,,,La borne est en panne,,,,,,,,,,\n,,,,La borne est en panne,,,,,,,,,,\n"

    assert outcomes(await bring(store, box)) == ["new"] * 8
    out = await take(store)
    assert outcomes(await bring(store, box)) == ["known"] * 8
    assert await take(store) == out


async def test_numbers_go_on_after_those_of_the_file(store: Store) -> None:
    box = "number,created_at,text\n,2024-02-01,Sans numéro\nAC-2024-0100,2024-03-01,Le centième\n"

    await bring(store, box)

    assert [each["number"] for each in rows(await take(store))] == ["AC-2024-0101", "AC-2024-0100"]


async def test_a_number_taken_meanwhile_is_left_as_it_is(store: Store) -> None:
    await bring(store, "number,text\nAC-2026-0001,La première\n")

    verdicts = await bring(store, "number,text\nAC-2026-0001,Une autre\nAC-2026-0002,La suite\n")

    assert outcomes(verdicts) == ["known", "new"]
    assert [each["text"] for each in rows(await take(store))] == ["La première", "La suite"]


BAD = {
    ",2024-01-01,irritant,,,": "Le texte manque.",
    ",2024-01-01,truc,,Un texte,": "Nature inconnue « truc »",
    ",2024-01-01,autre,,Un texte,": "Nature inconnue « autre »",
    ",2024-01-01,irritant,vu,Un texte,": "État inconnu « vu »",
    ",2024-01-01,irritant,adopted,Un texte,": "L’état « adopted » n’existe pas pour cette nature.",
    ",2024-01-01,irritant,refused,Un texte,non": "Un refus demande une raison",
    ",2099-01-01,irritant,,Un texte,": "La date « 2099-01-01 » est dans l’avenir.",
    ",lundi,irritant,,Un texte,": "Date illisible « lundi »",
    "42,,irritant,,Un texte,": "Numéro impossible « 42 »",
    "AC-2099-0001,,irritant,,Un texte,": "Numéro impossible",
    "AC-2024-0000,,irritant,,Un texte,": "Numéro impossible",
    ",,irritant,,Un texte,,trop": "Il y a plus de cellules que de colonnes",
}


async def test_each_bad_line_says_in_french_what_is_wrong_and_the_good_are_kept(
    store: Store,
) -> None:
    box = "\n".join(["number,date,kind,status,text,answer", *BAD, ",,,,La bonne,"])

    verdicts = await bring(store, box)

    said = refusals(verdicts)
    assert list(said) == list(range(2, 2 + len(BAD)))
    for told, wanted in zip(said.values(), BAD.values(), strict=True):
        assert wanted in told.replace("\u00a0", " ")
    assert [each["text"] for each in rows(await take(store))] == ["La bonne"]


@pytest.mark.parametrize(
    ("column", "cell", "wanted"),
    [
        ("engagement", "10", "Engagement inconnu"),
        ("support", "-3", "Nombre de soutiens illisible"),
        ("author", "Claire Moreau", "n’est pas un compte"),
        ("site", "x" * 101, "Le nom de l’antenne est trop long."),
        ("tags", ";".join("abcdefghi"), "Trop d’étiquettes"),
        ("answer", "a" * 2_001, "La réponse est trop longue."),
        ("text", "a" * 40_001, "Le texte est trop long."),
        ("promised_at", "bientôt", "Date illisible"),
        ("merged_into", "42", "Renvoi impossible"),
    ],
)
async def test_each_cell_has_its_rule(store: Store, column: str, cell: str, wanted: str) -> None:
    header, line = ("x,text", "1,Un texte") if column != "text" else ("x", "1")

    (verdict,) = await bring(store, f"{header},{column},status\n{line},{cell},received\n")

    assert verdict.outcome == "refused"
    assert wanted in refusals([verdict])[2]
    assert rows(await take(store)) == []


@pytest.mark.parametrize(
    ("into", "wanted"),
    [
        ("", "Un doublon renvoie vers une fiche du fichier ou déjà notée."),
        ("AC-2024-0009", "AC-2024-0009 est introuvable."),
        ("AC-2024-0001", "Renvoi impossible"),
        ("AC-2024-0002", "Renvoi impossible"),
        ("AC-2024-0003", "AC-2024-0003 est introuvable."),
    ],
)
async def test_a_duplicate_points_to_what_stands(store: Store, into: str, wanted: str) -> None:
    box = (
        "number,status,text,answer,merged_into\n"
        f"AC-2024-0001,merged,Celle-ci,,{into}\n"
        "AC-2024-0002,merged,Un autre doublon,,AC-2024-0004\n"
        "AC-2024-0003,refused,Refusée sans raison,,\n"
        "AC-2024-0004,received,Celle qui reste,,\n"
    )

    verdicts = await bring(store, box)

    assert wanted in refusals(verdicts)[2]
    assert outcomes(verdicts) == ["refused", "new", "refused", "new"]


async def test_a_duplicate_may_point_far_down_the_file_and_to_what_was_there(
    store: Store,
) -> None:
    await bring(store, "number,text\nAC-2023-0001,La vieille\n")
    many = "".join(f"AC-2024-{serial:04},,Fiche {serial},\n" for serial in range(3, 600))
    box = (
        "number,status,text,merged_into\n"
        "AC-2024-0001,merged,Vers la dernière,AC-2024-0599\n"
        f"AC-2024-0002,,Vers la vieille,AC-2023-0001\n{many}"
    )

    assert set(outcomes(await bring(store, box))) == {"new"}

    out = rows(await take(store))
    assert [each["merged_into"] for each in (out[-1], out[1])] == ["AC-2024-0599", "AC-2023-0001"]
    assert [each["number"] for each in out[1:-1]] == [f"AC-2024-{n:04}" for n in range(2, 600)]


async def test_no_part_is_large_whatever_points_where(store: Store) -> None:
    many = "".join(
        f"AC-2024-{serial:04},merged,Fiche {serial},AC-2024-0599\n" for serial in range(1, 599)
    )
    box = f"number,status,text,merged_into\n{many}AC-2024-0599,received,La dernière,\n"
    kept: list[int] = [0]

    def count(connection: sa.Connection) -> None:
        kept.append(connection.exec_driver_sql("SELECT count(*) FROM contribution").scalar_one())

    sa.event.listen(store._writing, "commit", count)
    assert set(outcomes(await bring(store, box))) == {"new"}

    assert kept[-1] == 599
    assert max(after - before for before, after in pairwise(kept)) <= importing.CHUNK
    out = rows(await take(store))
    assert {each["merged_into"] for each in out} == {"", "AC-2024-0599"}
    assert await store.read(lambda unit: unit.of(Tallies).wrong()) == 0


async def test_the_box_of_a_french_spreadsheet_is_read(store: Store) -> None:
    box = (
        "Date;Nature;État;Texte;Auteur;Antenne;Étiquettes;Réponse;Couleur\r\n"
        "12/03/2024;Irritant;À l’étude;L’imprimante;nadia@ml.example;Barr;CEJ, accueil;;bleu\r\n"
        "13/03/2024;Bonne pratique;Au recueil;Appeler la veille;;;;;\r\n"
    )

    assert outcomes(await bring(store, box.encode("cp1252"))) == ["new", "new"]

    first, second = rows(await take(store))
    assert first["status"] == "under_review"
    assert first["tags"] == "CEJ;accueil"
    assert first["text"] == "L’imprimante"
    assert (second["kind"], second["status"]) == ("best_practice", "adopted")
    assert second["created_at"] == "2024-03-13T00:00:00+01:00"


async def test_a_kind_that_is_not_said_is_understood(store: Store) -> None:
    await bring(
        store,
        "text\nI-Milo rame encore ce matin\nOn pourrait afficher un QR code\nMerci bien\n",
    )

    kinds = [each["kind"] for each in rows(await take(store))]
    assert kinds == ["irritant", "suggestion", "suggestion"]


async def test_sites_are_known_by_name_whatever_their_accents(store: Store) -> None:
    box = "text,site\nUn,siège\nDeux,Obernai\nTrois,OBERNAI\n"

    await bring(store, box)

    assert [each.site_name for each in await columns(store)] == ["Siège", "Obernai", "Obernai"]


async def test_a_nul_is_no_reason_to_fail(store: Store) -> None:
    assert outcomes(await bring(store, "text\nUn\x00 texte\n")) == ["new"]


async def test_the_next_contribution_has_the_next_number(store: Store) -> None:
    await bring(store, "number,text\nAC-2026-0100,Le centième\n")

    def next_one(unit: Any) -> str:
        organisation_id = unit.organisations.find(TENANT)
        return str(unit.of(Exchange).next_number(organisation_id, 2026))

    assert await store.write(next_one) == "AC-2026-0101"


async def test_json_has_the_names_of_the_columns_and_french_beside_them(store: Store) -> None:
    await bring(store, FULL)

    told = json.loads(await take(store, Form.JSON))

    assert told[0]["tags"] == ["CEJ", "accueil"]
    assert told[0]["engagement"] == 3
    assert told[0]["status_fr"] == "Résolu"
    assert told[0]["created_at_fr"] == "12/03/2024 10:30"
    assert told[0]["promised_at_fr"] == "01/04/2024"
    assert told[1]["merged_into"] == "AC-2024-0005"
    assert told[1]["text"] == "=1+1"
    assert json.loads(await take(store, Form.JSON, OTHER)) == []
