"""The French sentences about whether the bot hears its channel."""

from datetime import date

from cards import texts
from domain.listening import Heard, Hearing

HEARS = "J’écoute bien « {channel} »\u00a0: dernier message reçu {last}."
NOTHING = (
    "Je n’ai encore reçu aucun message de « {channel} ». Écrivez-y « bonjour » sans me "
    "mentionner, puis revenez ici."
)
ONLY_MENTIONS = (
    "Je ne reçois de « {channel} » que les messages qui me mentionnent, le dernier {last}."
)
SILENT = "Je n’ai reçu aucun message de « {channel} » depuis {last}."
NO_CHANNEL = "Je ne trouve aucun canal nommé « {channel} »\u00a0: je n’écoute rien pour l’instant."
PERMISSION = (
    "Si des messages y sont écrits, l’autorisation « lire les messages des canaux de l’équipe » "
    "(ChannelMessage.Read.Group) me manque sans doute. Un·e propriétaire de l’équipe la donne en "
    "retirant l’application de l’équipe, puis en l’ajoutant de nouveau\u00a0: rien de ce qui est "
    "noté n’est perdu."
)

_SAID = {
    Hearing.WELL: HEARS,
    Hearing.NOTHING: NOTHING,
    Hearing.ONLY_MENTIONS: ONLY_MENTIONS,
    Hearing.SILENT: SILENT,
    Hearing.NO_CHANNEL: NO_CHANNEL,
}


def heard(what: Heard, channel: str) -> str:
    """Return what is said of a channel, which is named as it should be shown."""
    ear = what.ear
    last = ear.heard_on if what.hearing is Hearing.WELL else ear.last_on
    said = "" if last is None else _on(last, what.today)
    return _SAID[what.hearing].format(channel=channel, last=said)


def may_need_permission(what: Heard) -> bool:
    """Tell whether the permission may be what is missing."""
    return what.hearing in (Hearing.NOTHING, Hearing.ONLY_MENTIONS, Hearing.SILENT)


def _on(day: date, today: date) -> str:
    """Return « aujourd’hui », « hier », « le lundi 23 novembre »."""
    ago = (today - day).days
    if ago in (0, 1):
        return ("aujourd’hui", "hier")[ago]
    return f"le {texts.dated(day, today)}"
