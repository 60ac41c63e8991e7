"""``python -m tests.storage.released``: lives a week with today's bot, and writes its file."""

import asyncio
import re
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.app import Timers
from domain.contributions.contribution import Contribution
from domain.week.jobs import FRIDAY_PROMPT, FRIDAY_REMINDER, MONDAY_FLASH
from storage.migrations.upgrade import revisions
from tests.backup.files import lines_of, taken
from tests.storage.released import FOLDER, KEY
from tests.week.moments import FRIDAY, MONDAY, MONDAY_REMINDER
from tests.world import AWA, CLAIRE, NADIA, Somebody, World, card_of, words_of, world


async def _the_channel(ml: World) -> dict[str, dict[str, Any]]:
    """Write, support, comment, correct, delete and take back; return some of the messages."""
    slow = await ml.post(NADIA, "Irritant : I-Milo rame encore ce matin")
    for who in (AWA, CLAIRE):
        await ml.press(who, ml.cards[-1], "Moi aussi", chat=False)
    await ml.reply(AWA, slow, "pareil à Haguenau depuis lundi")
    ml.clock.advance(hours=3)
    tip = await ml.post(AWA, "Astuce : j’appelle la veille, 9 présents sur 10")
    await ml.edit(tip, "Astuce : j’appelle la veille par SMS aussi, 9 présents sur 10")
    both = await ml.post(
        NADIA,
        "Suggestion : un QR code à l’accueil pour donner son avis\nIrritant : le badge de Saverne",
    )
    await ml.delete(await ml.post(AWA, "Irritant : la cafetière du deuxième"))
    back = await ml.post(AWA, "Irritant : les clés du local vélos")
    await ml.delete(back)
    await ml.restore(back)
    await ml.post(NADIA, "Le mardi les dossiers c’est long")
    await ml.press(NADIA, ml.cards[-1], "⚡ Irritant", chat=False)
    await ml.post(NADIA, "Trois jeunes sont venus avec leurs parents")
    return {"tip": tip, "both": both}


async def _the_chat(ml: World) -> None:
    """Name the sites, choose one, and send a fiche with a name and one without."""
    await ml.say(CLAIRE, "antennes")
    await ml.press(CLAIRE, ml.cards[-1], "Enregistrer", names="Haguenau\nSaverne")
    await ml.say(NADIA, "mon antenne")
    await ml.press(NADIA, ml.cards[-1], "Enregistrer", site="3")
    for who in (AWA, CLAIRE):
        await ml.say(who, "aide")
    form = card_of(await ml.say(AWA, "nouveau"))
    bench: dict[str, Any] = {
        "text": "Un banc dehors pour attendre",
        "engagement": "4",
        "anonymous": "true",
    }
    await ml.press(AWA, form, "Envoyer", **bench, kind="suggestion")
    form = card_of(await ml.say(NADIA, "nouveau"))
    text = "L’imprimante du premier est en panne"
    await ml.press(NADIA, form, "Envoyer", kind="irritant", text=text)


async def _the_desk(ml: World, said: dict[str, dict[str, Any]]) -> None:
    """Promise, refuse, merge, try, tag and hand over; each is told to who waits for it."""
    idea, badge = await ml.made_by(said["both"])
    (tip,) = await ml.made_by(said["tip"])
    await ml.execute(AWA, "contribution.support", {"contribution": idea.id}, chat=False)
    await _fill(ml, idea, "Mettre à l’étude", "Confirmer", promised="2026-12-15")
    await _fill(
        ml, badge, "Refuser", "Confirmer", answer="Les badges sont changés en janvier, par lots."
    )
    twin = await ml.post(AWA, "Suggestion : un QR code à l’accueil, pour dire son avis")
    (copy,) = await ml.made_by(twin)
    await _fill(ml, copy, "Doublon de", "Fusionner", chosen=str(idea.number))
    await _fill(
        ml, tip, "Je l’ai essayée", "Envoyer", outcome="worked", result="8 sur 10 chez nous"
    )
    await ml.execute(CLAIRE, "idea.tag", {"contribution": idea.id, "tags": "accueil; numérique"})
    awa = await ml.store.read(lambda unit: unit.people.find(idea.organisation_id, AWA.aad))
    assert awa is not None
    await _fill(ml, idea, "Confier à", "Confier", person=str(awa.id), until="2026-12-10")
    await ml.say(CLAIRE, "refusées ce trimestre et pourquoi")


async def _fill(ml: World, idea: Contribution, title: str, send: str, **typed: Any) -> None:
    """Open a fiche as Claire does, press a button and fill in its form; tell who waits."""
    await ml.say(CLAIRE, f"fiche {idea.number}")
    form = (await ml.press(CLAIRE, ml.to(CLAIRE)[-1], title))["value"]
    await ml.press(CLAIRE, form, send, **typed)
    ml.clock.advance(seconds=2)
    await ml.until_calm()


async def _the_week(ml: World) -> None:
    """Ask on Friday, remind, tell on Monday, and set the rhythm."""
    await ml.say(AWA, "en congé jusqu’au 27/11")
    ml.clock.now = datetime.fromisoformat(FRIDAY).astimezone(UTC)
    await ml.run(FRIDAY_PROMPT, FRIDAY)
    asked = {who: _prompt(ml, who) for who in (NADIA, CLAIRE)}
    said: dict[str, Any] = {"irritant": "Le scanner est lent", "best_practice": "Ouvrir dès 8 h"}
    await ml.press(NADIA, asked[NADIA], "Envoyer", **said, suggestion="")
    await ml.press(CLAIRE, asked[CLAIRE], "Rien cette semaine")
    ml.clock.now = datetime.fromisoformat(MONDAY).astimezone(UTC)
    await ml.run(FRIDAY_REMINDER, MONDAY_REMINDER)
    await ml.run(MONDAY_FLASH, MONDAY)
    reminder = {"ritual": "reminder", "on": "true", "day": "0", "at": "08:45"}
    await ml.execute(CLAIRE, "rhythm.save", reminder)
    closed = {"first": "2026-12-24", "last": "2027-01-03", "name": "Congés de Noël"}
    await ml.execute(CLAIRE, "rhythm.close", closed)
    await ml.until_calm()


def _prompt(ml: World, who: Somebody) -> dict[str, Any]:
    cards = [card for card in ml.to(who) if "Mon irritant de la semaine" in words_of(card)]
    return cards[-1]


async def _live(url: str) -> None:
    timers = Timers(courier=0.05, rituals=3600, clock=0)
    async with world(url, timers, secret_key=KEY) as ml:
        await ml.install_in_team()
        said = await _the_channel(ml)
        await _the_chat(ml)
        await _the_desk(ml, said)
        await _the_week(ml)
        await ml.post(NADIA, "Irritant : le parking est plein dès 9 h")
        await ml.press(AWA, ml.cards[-1], "Moi aussi", chat=False)  # still to be shown


def main() -> None:
    """Write what today's bot keeps of a week; no address of this machine stays in it."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'flash.db'}"
        with pytest.MonkeyPatch.context() as patching:
            patching.setattr("bot.weak_keys.LEAST", 0)
            asyncio.run(_live(url))
        kept = b"".join(lines_of(taken(url)))
    file = FOLDER / f"{revisions()[-1]}.jsonl"
    file.write_bytes(re.sub(rb"http://127\.0\.0\.1:\d+", b"http://127.0.0.1:9", kept))
    print(file)


if __name__ == "__main__":
    main()
