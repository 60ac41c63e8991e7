"""``python -m bot analyse kind`` and ``corrections``: what messages are, and what people said."""

import asyncio
import json
import sys
from typing import Annotated

import typer

from bot.config import Settings, load_settings
from bot.terminal import give_up, opened
from bot.usecases.understand import analyse_lines, load_classifier
from cards.exchange import texts as exchange_texts
from storage.confidentiality.names import Names
from storage.contributions.questions import Questions


def analyse_kind(
    explain: Annotated[bool, typer.Option(help="Say why, too.")] = False,
) -> None:
    """Read {"id","text"} lines; write {"id","kind","ask","parts"} lines in the same order."""
    try:
        for line in analyse_lines(sys.stdin, load_classifier(), explain=explain):
            typer.echo(line)
    except UnicodeDecodeError:
        give_up(exchange_texts.NOT_UTF8)
    except ValueError as error:
        give_up(str(error))


def corrections() -> None:
    """Write what people said messages are, and which names are nobody's: for ``make eval``."""
    for line in asyncio.run(_corrections(load_settings())):
        typer.echo(line)


async def _corrections(settings: Settings) -> list[str]:
    async with opened(settings) as store:
        kept = await store.read(lambda unit: unit.of(Questions).corrections())
        names = await store.read(lambda unit: unit.of(Names).corrections())
    lines = [
        {"text": text, "guessed": guessed, "chosen": chosen} for text, guessed, chosen in kept
    ]
    lines += [{"name": name, "type": "person"} for name in names]
    return [json.dumps(line, ensure_ascii=False) for line in lines]
