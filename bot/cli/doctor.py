"""``python -m bot doctor``: what is well and what is not, to be read or for monitoring."""

import asyncio
import json
import logging
from typing import Annotated

import typer

from bot import __version__
from bot.clock import system_clock
from bot.config import ConfigurationError, load_settings
from bot.doctor.examination import examine
from cards.doctor import texts as doctor_texts
from domain.checkup import Finding, Symptom, Verdict, worst


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="one JSON object")] = False,
) -> None:
    """Check all that can be checked and say in French what to do; exits with 1 if it is down."""
    logging.disable()  # what goes wrong is a finding here, not a line of a log
    found = _examine()
    typer.echo(_as_json(found) if as_json else doctor_texts.report(found, __version__))
    if worst(found) is Verdict.DOWN:
        raise typer.Exit(1)


def _examine() -> list[Finding]:
    try:
        return asyncio.run(examine(load_settings()))
    except ConfigurationError as error:
        return [Finding(Verdict.DOWN, Symptom.SETTINGS_WRONG, {"why": error})]


def _as_json(found: list[Finding]) -> str:
    told = {
        "at": system_clock().isoformat(timespec="seconds"),
        "version": __version__,
        "verdict": worst(found),
        "findings": [
            {
                "check": each.symptom.check,
                "symptom": each.symptom,
                "verdict": each.verdict,
                "said": doctor_texts.said(each),
                "advice": doctor_texts.advice(each),
            }
            for each in found
        ],
    }
    return json.dumps(told, ensure_ascii=False)
