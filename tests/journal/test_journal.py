"""The journal, through the wire: what is noted, and that nobody changes it unnoticed."""

import asyncio
import gzip
import json
import logging
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from bot.anonymity import anonymity_key
from bot.app import Parts
from bot.journal import usecases as proving
from bot.journal.timers import tell_heads
from bot.journal.usecases import Signer
from deploy.node import ROOT
from domain.contributions.contribution import Contribution
from domain.journal import Entry, Fault, Link, Problem, chained
from storage.contributions.repository import Contributions
from storage.database import database_url as address_of
from storage.database import open_engine
from storage.sql import table
from storage.tables import JournalHeadRow, JournalRow
from storage.unit_of_work import UnitOfWork
from tests.commands import Commands
from tests.world import A_FEW_ROUNDS, AWA, CLAIRE, NADIA, TENANT, World

Bot = Callable[..., subprocess.CompletedProcess[bytes]]

REASON = "Le questionnaire passera par SMS, déjà prévu en janvier."


async def _busy_day(ml: World) -> Contribution:
    """Have an idea said, corrected, refused with a reason, a role given and the rhythm set."""
    message = await ml.post(NADIA, "Suggestion : un QR code à l’accueil pour donner son avis")
    (idea,) = await ml.made_by(message)
    await ml.edit(message, "Suggestion : un QR code à l’accueil, et des smileys")
    await ml.say(AWA, "aide")
    await ml.say(CLAIRE, f"fiche {idea.number}")
    form = (await ml.press(CLAIRE, ml.to(CLAIRE)[-1], "Refuser"))["value"]
    await ml.press(CLAIRE, form, "Confirmer", answer=REASON)
    await ml.say(CLAIRE, "rôles")
    people = await ml.store.read(lambda unit: unit.people.everyone(idea.organisation_id))
    awa = next(each.id for each in people if each.name == AWA.name)
    card = ml.to(CLAIRE)[-1]
    await ml.press(CLAIRE, card, "Enregistrer", person=str(awa), role="management")
    await ml.execute(
        CLAIRE, "rhythm.save_place", {"department": "67", "zone": "Europe/Paris", "ceiling": "1"}
    )
    await ml.until_calm()
    return idea


async def _entries(ml: World) -> list[Entry]:
    def read(unit: UnitOfWork) -> list[Entry]:
        return list(unit.journal.entries(unit.organisations.find(TENANT) or 0))

    return await ml.store.read(read)


def _facts(entry: Entry) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads(entry.facts)
    return facts


async def test_every_change_is_an_entry_and_the_chain_holds(ml: World) -> None:
    idea = await _busy_day(ml)

    entries = await _entries(ml)

    said = [entry.what for entry in entries]
    for what in (
        "contribution.created",
        "contribution.edited",
        "contribution.moved",
        "role.changed",
        "setting.rhythm",
        "send.sent",
    ):
        assert what in said
    moved = next(each for each in entries if each.what == "contribution.moved")
    assert moved.subject == f"contribution:{idea.id}"
    assert (_facts(moved)["from"], _facts(moved)["to"]) == ("received", "refused")
    role = next(each for each in entries if "management" in each.facts)
    assert (_facts(role)["from"], _facts(role)["to"]) == ("member", "management")
    rhythm = next(each for each in entries if each.what == "setting.rhythm")
    assert _facts(rhythm)["before"] == {"ceiling": 2, "department": ""}
    assert _facts(rhythm)["after"] == {"ceiling": 1, "department": "67"}
    (checked,) = await ml.store.read(proving.check_all)
    assert (checked.tenant, checked.end.seq, checked.problem) == (TENANT, len(entries), None)


async def test_the_journal_quotes_nobody_and_nothing(ml: World) -> None:
    await _busy_day(ml)

    told = "\n".join(str(entry) for entry in await _entries(ml))

    for secret in ("QR code", "smileys", "SMS", NADIA.name, CLAIRE.name, NADIA.aad, NADIA.upn):
        assert secret not in told


async def test_what_is_undone_is_not_noted(ml: World) -> None:
    await ml.post(NADIA, "Irritant : le badge")
    await ml.until_calm()
    await asyncio.sleep(A_FEW_ROUNDS)  # sent messages are marked a moment later
    before = len(await _entries(ml))

    def fail(unit: UnitOfWork) -> None:
        (idea, *_) = unit.of(Contributions).some(1, [1]).values()
        unit.of(Contributions).record(idea, "edited", ml.clock(), None, {}, {"text": "autre"})  # type: ignore[arg-type]  # its code
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await ml.store.write(fail)
    await ml.store.write(lambda unit: unit.people.everyone(1))

    assert len(await _entries(ml)) == before


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET facts = '{}'",
        "UPDATE journal SET seq = seq + 1",
        "DELETE FROM journal",
        "DELETE FROM history",
        "UPDATE history SET change = 'edited'",
        "UPDATE history SET actor_id = actor_id + 1",
        'UPDATE history SET after = \'{"text": "x"}\'',
    ],
)
async def test_the_database_itself_refuses(ml: World, statement: str) -> None:
    await ml.post(NADIA, "Irritant : le badge")
    await ml.until_calm()
    with pytest.raises(sa.exc.DBAPIError, match="append-only"):
        _tamper(ml, statement, triggers=True)
    assert (await ml.store.read(proving.check_all))[0].problem is None


TAMPERINGS: dict[str, tuple[str, Problem]] = {
    "an altered entry": (
        "UPDATE journal SET facts = replace(facts, 'refused', 'accepted')",
        Problem(Fault.ALTERED, 0),
    ),
    "a missing entry": ("DELETE FROM journal WHERE seq = 2", Problem(Fault.MISSING, 2)),
    "a cut end": (
        "DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)",
        Problem(Fault.MISSING, 0),
    ),
    "an altered text": (
        "UPDATE contribution SET text = 'autre chose'",
        Problem(Fault.CONTENT, 0, "contribution:1"),
    ),
    "an altered history": (
        "UPDATE history SET after = '{\"status\": \"accepted\"}' WHERE change = 'moved'",
        Problem(Fault.CONTENT, 0),
    ),
    "another head": (
        "UPDATE journal_head SET hash = 'x'",
        Problem(Fault.HEAD, 0),
    ),
}


@pytest.mark.parametrize("done", TAMPERINGS)
async def test_what_is_done_behind_its_back_is_found(ml: World, done: str) -> None:
    await _busy_day(ml)
    statement, expected = TAMPERINGS[done]
    _tamper(ml, statement, triggers=False)

    (checked,) = await ml.store.read(proving.check_all)

    assert checked.problem is not None
    assert checked.problem.fault is expected.fault
    if expected.seq:
        assert checked.problem.seq == expected.seq
    if expected.subject:
        assert checked.problem.subject == expected.subject


async def test_a_journal_that_was_written_anew_is_found_by_a_head_kept_elsewhere(
    ml: World,
) -> None:
    await _busy_day(ml)
    signer = Signer(anonymity_key(ml.settings))
    kept = await ml.store.read(proving.heads, signer, ml.clock())
    good = await ml.store.read(proving.check_heads, kept, signer.public_key)
    assert [each.problem for each in good] == [None]

    _write_anew(ml)
    (chain,) = await ml.store.read(proving.check_all)
    assert chain.problem is not None
    assert chain.problem.fault is Fault.CONTENT  # even so: what it told of has another key
    (head,) = await ml.store.read(proving.check_heads, kept, signer.public_key)
    assert head.problem is not None
    assert head.problem.fault is Fault.HEAD
    forged = kept[0].replace(TENANT[:8], "99999999")
    (head,) = await ml.store.read(proving.check_heads, [forged], signer.public_key)
    assert head.problem is not None
    assert head.problem.fault is Fault.SIGNATURE


async def test_signed_heads_are_told_once_a_day_in_the_logs(
    ml: World, caplog: pytest.LogCaptureFixture
) -> None:
    await ml.post(NADIA, "Irritant : le badge")
    signer = Signer(anonymity_key(ml.settings))
    parts = Parts(ml.settings, ml.clock)
    async with parts.working():
        with caplog.at_level(logging.INFO):
            await tell_heads(parts.site)
    (told,) = [each.getMessage() for each in caplog.records if "journal head" in each.getMessage()]
    (head,) = await ml.store.read(
        proving.check_heads, [told.removeprefix("journal head ")], signer.public_key
    )
    assert head.problem is None
    assert "badge" not in told


def test_the_command_says_it_and_exits_with_1(
    bot: Bot, database_url: str, tmp_path: Path, busy: Callable[[str], None]
) -> None:
    busy(database_url)
    whole = bot(database_url, "journal", "verify")
    assert (whole.returncode, whole.stdout.decode().endswith("écritures.\n")) == (0, True)
    file = tmp_path / "journal.jsonl"
    file.write_bytes(bot(database_url, "journal", "export").stdout)
    heads = tmp_path / "heads.jsonl"
    heads.write_bytes(bot(database_url, "journal", "head").stdout)
    assert bot(database_url, "journal", "verify", str(file)).returncode == 0
    assert bot(database_url, "journal", "verify", "--heads", str(heads)).returncode == 0

    backup = tmp_path / "flash.backup"
    assert bot(database_url, "backup", str(backup)).returncode == 0
    assert bot(database_url, "journal", "verify", str(backup)).stdout == whole.stdout
    raw = gzip.decompress(backup.read_bytes())
    place = raw.index(b"contribution.imported")
    backup.write_bytes(gzip.compress(raw[:place] + b"k" + raw[place + 1 :]))
    assert bot(database_url, "journal", "verify", str(backup)).returncode == 1

    lines = file.read_text("utf-8").splitlines()
    for changed, word in (
        ([lines[0].replace("imported", "importde"), *lines[1:]], "modifiée"),
        ([lines[0], *lines[2:]], "manque"),
        ([lines[0], lines[2], lines[1], *lines[3:]], "place"),
        (lines[:-1], "retenue"),
    ):
        file.write_text("\n".join(changed), "utf-8")
        found = bot(database_url, "journal", "verify", str(file))
        assert (found.returncode, word in found.stdout.decode()) == (1, True), found.stdout
    file.write_text("pas un journal", "utf-8")
    assert (
        "n’est ni un journal" in bot(database_url, "journal", "verify", str(file)).stderr.decode()
    )


def test_one_byte_of_a_database_file_is_enough(
    bot: Bot, tmp_path: Path, busy: Callable[[str], None]
) -> None:
    file = tmp_path / "flash.db"
    busy(f"sqlite:///{file}")
    assert (
        bot("sqlite:///elsewhere.db", "journal", "verify", str(file), folder=tmp_path).returncode
        == 0
    )

    raw = file.read_bytes()
    place = raw.rindex(b"contribution.imported")  # a page is filled from its end
    file.write_bytes(raw[:place] + b"k" + raw[place + 1 :])

    found = bot("sqlite:///elsewhere.db", "journal", "verify", str(file), folder=tmp_path)
    assert found.returncode == 1
    assert "l’écriture 1 a été modifiée" in found.stdout.decode()


@pytest.fixture
def bot(commands: Commands) -> Bot:
    """Return ``bot(url, "journal", …)``: a command on the database at *url*."""

    def run(url: str, *words: str, folder: Path = ROOT) -> subprocess.CompletedProcess[bytes]:
        settings = {
            "FLASH_DATABASE_URL": url,
            "FLASH_SECRET_KEY": "a key for tests that nobody guesses",
        }
        ended = commands.inside(folder).run(*words, **settings)
        assert b"Traceback" not in ended.stderr, ended.stderr.decode()
        return ended

    return run


@pytest.fixture
def busy(bot: Bot) -> Callable[[str], None]:
    """Return what keeps and changes three ideas in a database, by the commands alone."""

    def keep(url: str) -> None:
        box = ROOT / "tests" / "journal" / "box.csv"
        ended = bot(url, "import", str(box))
        assert ended.returncode == 0, ended.stderr.decode()

    return keep


def _tamper(ml: World, statement: str, *, triggers: bool) -> None:
    """Change the database from outside, as who has it in hand can."""
    ml.is_tampered = True
    engine = open_engine(address_of(ml.settings.database_url), writes=True, connections=1)
    is_sqlite = engine.dialect.name == "sqlite"
    try:
        with engine.begin() as connection:
            for name in () if triggers else ("journal", "history"):
                _disarm(connection, name, is_sqlite=is_sqlite)
            connection.execute(sa.text(statement.replace(":", "\\:")))
    finally:
        engine.dispose()


def _disarm(connection: sa.Connection, name: str, *, is_sqlite: bool) -> None:
    if is_sqlite:
        for verb in ("update", "delete"):
            connection.execute(sa.text(f"DROP TRIGGER {name}_no_{verb}"))
    else:
        connection.execute(sa.text(f"ALTER TABLE {name} DISABLE TRIGGER USER"))


def _write_anew(ml: World) -> None:
    """Write the whole journal again with another first entry, as a patient forger would."""
    ml.is_tampered = True
    rows = table(JournalRow)
    engine = open_engine(address_of(ml.settings.database_url), writes=True, connections=1)
    with engine.begin() as connection:
        _disarm(connection, "journal", is_sqlite=engine.dialect.name == "sqlite")
        entries = [Entry(*row) for row in connection.execute(sa.select(rows).order_by(rows.c.seq))]
        last = Link()
        for entry in entries:
            forged = replace(entry, facts=entry.facts.replace("refused", "accepted"))
            forged = replace(forged, hash=chained(last.hash, forged))
            connection.execute(
                sa.update(rows)
                .where(rows.c.seq == entry.seq)
                .values(facts=forged.facts, hash=forged.hash)
            )
            last = Link(forged.seq, forged.hash)
        connection.execute(sa.update(table(JournalHeadRow)).values(hash=last.hash))
        connection.execute(sa.text("UPDATE contribution SET text = 'autre chose'"))
    engine.dispose()
