"""The French sentences of the journal's commands, beside ``cards.texts``."""

from cards.texts import counted
from domain.journal import Fault, Problem

WHOLE = "{who}\u00a0: journal intact, {entries}."
EMPTY = "Aucun journal\u00a0: rien n’a encore été noté."
BROKEN = "{who}\u00a0: {problem}"
UNNAMED = "Organisation"
FAULT = {
    Fault.ALTERED: "l’écriture {seq} a été modifiée{subject}, ou celle d’avant.",
    Fault.MISSING: "l’écriture {seq} manque.",
    Fault.REORDERED: "l’écriture {seq} n’est plus à sa place{subject}.",
    Fault.HEAD: "la dernière écriture ({seq}) n’est pas celle qui avait été retenue.",
    Fault.CONTENT: "ce dont parle l’écriture {seq} a été modifié depuis{subject}.",
    Fault.ROW: "{row} n’est plus ce que dit l’écriture {seq}, dans {columns}.",
    Fault.ROW_UNTOLD: "le journal ne dit pas, ou plus, ce qu’est {row}.",
    Fault.ROW_GONE: "{row} manque, alors que l’écriture {seq} dit ce qu’il en était.",
    Fault.SIGNATURE: "la signature de l’écriture {seq} n’est pas la nôtre.",
}
CANNOT_READ = "{file} ne se lit pas\u00a0: {why}."
NOT_A_JOURNAL = (
    "{file} n’est ni un journal écrit par «\u00a0journal export\u00a0», ni une sauvegarde, "
    "ni une base SQLite de Flash Amélioration."
)
NOT_HEADS = "{file} n’est pas un fichier écrit par «\u00a0journal head\u00a0»."


def whole(who: str, entries: int) -> str:
    """Return the sentence for a journal in which nothing is wrong."""
    return WHOLE.format(who=who or UNNAMED, entries=counted(entries, "écriture", "écritures"))


def broken(who: str, problem: Problem) -> str:
    """Return the sentence for the first thing that is wrong in a journal."""
    subject = f" ({problem.subject})" if problem.subject else ""
    said = FAULT[problem.fault].format(
        seq=problem.seq, subject=subject, row=problem.subject, columns=problem.columns
    )
    return BROKEN.format(who=who or UNNAMED, problem=said)
