"""The French words that an old idea box may use for columns, kinds and statuses."""

import re

from domain.contributions.contribution import Status
from domain.exchange import Column
from domain.kinds import Kind
from domain.names import fold

_NOT_WORD = re.compile(r"[\W_]+")


def squeezed(text: str) -> str:
    """Return *text* without case, accents, spaces and signs."""
    return _NOT_WORD.sub("", fold(text))


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


COLUMN_WORDS = {
    Column.NUMBER: _words("numero n no num reference ref fiche"),
    Column.CREATED_AT: _words(
        "creeele creele date datecreation datedecreation datededepot creation deposeele"
    ),
    Column.KIND: _words("nature type categorie"),
    Column.STATUS: _words("etat statut"),
    Column.TEXT: _words("texte contribution description idee libelle message contenu"),
    Column.AUTHOR: _words("auteur auteurrice auteure auteurice upn email courriel mail adresse"),
    Column.SITE: _words("antenne lieu agence"),
    Column.TAGS: _words("etiquettes etiquette motscles tag"),
    Column.ENGAGEMENT: _words("engagementconcerne"),
    Column.SUPPORT: _words("soutiens soutien votes appuis"),
    Column.READ_AT: _words("luele lule datedelecture lecture"),
    Column.PROMISED_AT: _words("reponsepromisepourle promisepourle promesse echeance"),
    Column.DECIDED_AT: _words("decideele decidele datededecision"),
    Column.ANSWER: _words("reponse motif raison"),
    Column.MERGED_INTO: _words("doublonde fusionneeavec fusionnedans"),
}
"""Beside the names of the columns themselves."""

_KINDS = {
    Kind.IRRITANT: "irritant irritants probleme blocage",
    Kind.BEST_PRACTICE: "bestpractice bonnepratique bonnespratiques pratique astuce",
    Kind.SUGGESTION: "suggestion suggestions idee proposition amelioration",
}
_STATUSES = {
    Status.RECEIVED: "received recue recu nouvelle nouveau",
    Status.READ: "read lue lu",
    Status.UNDER_REVIEW: "underreview aletude encoursdetude etude",
    Status.ACCEPTED: "accepted acceptee accepte retenue retenu",
    Status.IN_PROGRESS: "inprogress encours",
    Status.DONE: "done realisee realise terminee termine faite fait resolue resolu",
    Status.REFUSED: "refused refusee refuse rejetee rejete nonretenue nonretenu",
    Status.SHARED: "shared diffusee diffuse",
    Status.ADOPTED: "adopted aurecueil recueil",
    Status.MERGED: "merged doublon fusionnee fusionne",
    Status.WITHDRAWN: "withdrawn retiree retire",
}
KINDS = {word: kind for kind, words in _KINDS.items() for word in words.split()}
STATUSES = {word: status for status, words in _STATUSES.items() for word in words.split()}
