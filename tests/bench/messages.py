"""What staff write in the channel, as Teams delivers it: about 1.1 kB a message."""

import json
import time
from collections.abc import Iterator
from html import escape
from itertools import count

TENANT = "b3c1f8a2-5d0e-4f7b-9a6c-1e2d3f4a5b6c"
TEAM = "19:5b1c9d2f7a8e4c60b1f2a3d4e5f60718@thread.tacv2"
CHANNEL = "19:8f3e2d1c0b9a48f7a6e5d4c3b2a19080@thread.tacv2"
PEOPLE = 60
"""A Mission Locale has about so many staff."""

# Two with a title of its kind for one without: the classifier works for the others. All are clear,
# for a message that the bot asks about is no contribution and fails the count.
_IRRITANTS = (
    "Irritant : la tablette de l'accueil se bloque depuis {hour}, {number} dossiers ressaisis",
    "Impossible de se connecter à I-Milo depuis {hour}, ça plante sans arrêt et ça m'agace",
    "#irritant encore {number} relances pour les justificatifs CEJ, scanner en panne à {hour}",
    "Le chauffage est encore en panne dans le bureau {number}, 13 degrés à {hour}, c'est pénible",
)
_OTHERS = (
    "Bonne pratique : j'appelle les jeunes la veille à {hour}, {number} présents sur {number}",
    "Suggestion : un planning partagé des salles, on a tourné {number} minutes à {hour}",
    "Astuce : un modèle de mail pour les PMSMP, {number} conventions prêtes avant {hour}",
    "Je propose de mettre en place un agenda partagé pour les {number} bureaux dès {hour}",
    "Et si on affichait les offres dans la salle d'attente ? {number} jeunes attendaient à {hour}",
)


def messages(service_url: str, *, irritants: bool = True) -> Iterator[tuple[int, bytes]]:
    """Give messages without end, each with the number that Teams would give it and its body.

    One in three is an irritant, or none: an irritant is compared with those before it.
    """
    # Teams numbers a message by the millisecond in which it was written.
    for number in count(time.time_ns() // 1_000_000):
        activity = _activity(service_url, number, _text(number, irritants=irritants))
        yield number, json.dumps(activity, ensure_ascii=False, separators=(",", ":")).encode()


def _activity(service_url: str, number: int, text: str) -> dict[str, object]:
    person = number % PEOPLE
    written = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(number / 1000))
    return {
        "type": "message",
        "id": str(number),
        "timestamp": f"{written}.{number % 1000:03}Z",
        "localTimestamp": f"{written}.{number % 1000:03}Z",
        "localTimezone": "Europe/Paris",
        "serviceUrl": service_url,
        "channelId": "msteams",
        "from": {
            "id": f"29:1kPq7_wVtYx3zR0nUcJmB5dGh2LsEaFo8iTvKy{person:04}",
            "name": f"Camille Durand-{person}",
            "aadObjectId": f"6d1f2c3b-4a59-4e87-b6c5-{person:012}",
        },
        "conversation": {
            "isGroup": True,
            "conversationType": "channel",
            "tenantId": TENANT,
            "id": f"{CHANNEL};messageid={number}",
        },
        "recipient": {"id": "28:0f9e8d7c-6b5a-4938-a271-605f4e3d2c1b", "name": "Flash"},
        "textFormat": "plain",
        "locale": "fr-FR",
        "text": text,
        "attachments": [
            {"contentType": "text/html", "content": f"<p>{escape(text, quote=False)}</p>"}
        ],
        "entities": [
            {"type": "clientInfo", "locale": "fr-FR", "country": "FR", "platform": "Windows"}
        ],
        "channelData": {
            "teamsChannelId": CHANNEL,
            "teamsTeamId": TEAM,
            "channel": {"id": CHANNEL},
            "team": {"id": TEAM},
            "tenant": {"id": TENANT},
        },
    }


def _text(number: int, *, irritants: bool) -> str:
    hour = f"{8 + number // 7 % 10}h{number // 3 % 60:02}"
    if irritants and not number % 3:
        text = _IRRITANTS[number // 3 % len(_IRRITANTS)]
    else:
        text = _OTHERS[number % len(_OTHERS)]
    return text.format(hour=hour, number=2 + number // 5 % 38)
