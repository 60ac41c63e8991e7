"""``python -m bot analyse pii``: what in a message may identify a young person."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.confidentiality.usecases.finding import examine_lines, parse_roster
from bot.terminal import give_up
from cards.exchange import texts as exchange_texts


def analyse_pii(
    roster: Annotated[Path | None, typer.Option(help="A JSON list of staff names.")] = None,
) -> None:
    """Read {"id","text"} lines; write {"id","spans","firm"} lines: what may identify somebody."""
    try:
        staff = parse_roster(roster.read_text("utf-8")) if roster else []
        for line in examine_lines(sys.stdin, staff):
            typer.echo(line)
    except OSError as error:
        give_up(exchange_texts.CANNOT_READ.format(file=roster, why=error.strerror))
    except UnicodeDecodeError:
        give_up(exchange_texts.NOT_UTF8)
    except ValueError as error:
        give_up(str(error))
