"""``python -m bot analyse recurrence``: who speaks of the same problem."""

import sys
from typing import Annotated

import typer

from bot.terminal import give_up
from bot.themes.usecases.recurrence import compare_lines
from cards.exchange import texts as exchange_texts


def analyse_recurrence(
    explain: Annotated[bool, typer.Option(help="Say why, too.")] = False,
) -> None:
    """Read {"id","text"} lines; write {"id","candidates","group"} lines: who says the same."""
    try:
        for line in compare_lines(sys.stdin, explain=explain):
            typer.echo(line)
    except UnicodeDecodeError:
        give_up(exchange_texts.NOT_UTF8)
    except ValueError as error:
        give_up(str(error))
