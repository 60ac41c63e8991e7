"""An old idea box, and what the bot does with it: as the commands do, without their process."""

import csv
import io
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.exchange.pages import write_file
from bot.exchange.usecases import exporting, importing
from bot.exchange.usecases.importing import Outcome, Verdict
from bot.usecases.tenants import everything_of
from bot.usecases.understand import load_classifier
from cards.exchange import texts as exchange_texts
from domain.confidentiality import Screen
from domain.exchange import Column, Form
from storage.exchange.repository import Exchange
from storage.store import Store

NOW = datetime(2026, 11, 24, 8, 12, tzinfo=UTC)
PARIS = ZoneInfo("Europe/Paris")
TENANT = "11111111-1111-4111-8111-111111111111"

# ruff: noqa: E501 -- lines of a file, not of code
FULL = """\
number,created_at,kind,status,text,author,site,tags,engagement,support,read_at,promised_at,decided_at,answer,merged_into
AC-2024-0100,2024-03-12T09:30:00+00:00,irritant,done,"Le badge, « encore »
sur deux lignes",Claire@ml.example,Haguenau,CEJ;accueil,3,4,2024-03-13,2024-04-01,2024-03-20T10:00:00Z,Badge changé,
AC-2024-0002,12/03/2024,suggestion,merged,=1+1,nadia@ml.example,Saverne,,,,,,,,AC-2024-0005
AC-2024-0005,2024-03-12 14:00,suggestion,refused,Un QR code,claire@ml.example,,,,2,,,2024-05-02,Trop cher pour nous,
AC-2025-0001,2025-01-01,best_practice,adopted,Appeler la veille,,Haguenau,+SMS,9,,,,,@voir le recueil,
AC-2025-0002,2025-01-02,suggestion,withdrawn,'déjà entre apostrophes',nadia@ml.example,,,,,,,,,
AC-2025-0003,2025-01-03,suggestion,under_review,"\t-la tabulation",nadia@ml.example,,,,,,2027-01-01,,,
"""


async def bring(store: Store, raw: str | bytes) -> list[Verdict]:
    """Import a file; return what became of each line."""
    data = raw.encode() if isinstance(raw, str) else raw
    lines = importing.read_file(data, NOW, PARIS, load_classifier(), Screen())
    organisation_id = await store.write(lambda unit: unit.organisations.get_or_add(TENANT, NOW))
    verdicts = await store.read(importing.judge, organisation_id, lines.verdicts)
    for load in importing.loads(verdicts):
        await store.write(importing.bring_in, organisation_id, load, NOW, PARIS)
    return verdicts


async def take(store: Store, form: Form = Form.CSV, tenant: str = TENANT) -> bytes:
    """Export everything of an organisation."""
    organisation_id = await store.read(lambda unit: unit.organisations.find(tenant))
    who = everything_of(organisation_id or 0, NOW, PARIS)
    file = io.BytesIO()
    await write_file(store, who, exporting.EVERYTHING, form, file)
    return file.getvalue()


def rows(raw: bytes) -> list[dict[str, str]]:
    """Return the lines of a CSV of ours."""
    reader = csv.DictReader(io.StringIO(raw.decode(), newline=""))
    assert reader.fieldnames == list(Column)
    return list(reader)


def refusals(verdicts: list[Verdict]) -> dict[int, str]:
    """Return what is said of the lines that are refused, by line."""
    return {
        each.line: exchange_texts.problems(each.problems)
        for each in verdicts
        if each.outcome is Outcome.REFUSED
    }


def outcomes(verdicts: list[Verdict]) -> list[str]:
    return [each.outcome.value for each in verdicts]


async def columns(store: Store, tenant: str = TENANT) -> list[Any]:
    """Return all contributions of an organisation in the order in which they were kept."""

    def read(unit: Any) -> Any:
        organisation_id = unit.organisations.find(tenant) or 0
        return unit.of(Exchange).everything(organisation_id, 0, 1000, taken_back=True)

    return list(await store.read(read))
