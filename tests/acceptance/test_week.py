"""The week in Microsoft's own local Teams client: rhythm, Friday, reminder, Monday, twice.

The tests follow each other in one conversation, as a week does.
"""

import asyncio
from datetime import datetime, timedelta
from functools import cache

import pytest

from bot.app import PLUGS
from domain.calendar import Calendar
from domain.isoweek import Week
from domain.rhythm import Job, Rhythm, next_due, occurrence
from domain.week.jobs import FRIDAY_PROMPT, FRIDAY_REMINDER, MONDAY_FLASH
from tests.acceptance.bot_process import run_command
from tests.acceptance.days import now
from tests.acceptance.playground import CHANNEL, PERSONAL, TeamsPage
from tests.acceptance.test_playground import look
from tests.commands import Commands

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

# The bot runs on the machine's clock here, so the week that is played is the present one.
HABITS = (Rhythm(), Calendar("67"))


@cache
def began() -> datetime:
    """Return when the week began to be played: it stays that week, though midnight may come."""
    return now()


def moment(job: Job) -> str:
    """Return when *job* is due for this week, or next where this week has none: a monthly one."""
    week = Week.of(began().date())
    one = occurrence(*HABITS, job, week) or next_due(*HABITS, job, began())
    assert one is not None
    return one.moment.isoformat()


async def run(commands: Commands, playground: TeamsPage, job: Job) -> None:
    await run_command(commands, playground.folder, "jobs", "run", job.name, "--at", moment(job))


async def test_the_rhythm_is_set_with_the_card(playground: TeamsPage):
    await playground.open(CHANNEL)
    await playground.wait_for("Bonjour à toutes")
    await playground.open(PERSONAL)
    await playground.send("réglages")
    await playground.wait_for("Réglages")
    await playground.wait_for("encore reçu aucun message de")
    await look(playground, "10-rhythm")
    await (
        playground.card("Lieu et politesse")
        .place.get_by_role("button", name="Modifier")
        .nth(4)
        .click()
    )
    await playground.wait_for("Département")
    form = playground.card("Département")
    await form.fill("Département (pour les jours fériés)", "67")
    await look(playground, "11-place")
    await form.press("Enregistrer")

    assert "Département 67" in await playground.wait_for("rien à redémarrer")
    await look(playground, "12-rhythm-saved")


async def test_friday_asks_three_questions_and_keeps_the_answers(
    commands: Commands, playground: TeamsPage
):
    await playground.open(CHANNEL)
    await playground.send("I-Milo rame encore ce matin, 40 secondes par fiche", mention=True)
    await playground.wait_for("Irritant")
    await playground.open(PERSONAL)

    await run(commands, playground, FRIDAY_PROMPT)

    await playground.wait_for("Trois questions, une minute")
    await look(playground, "13-prompt")
    form = playground.card("Trois questions")
    await form.press("Signature, congés…")
    await look(playground, "14-prompt-more")
    await form.fill("Ma bonne pratique de la semaine", "J’appelle la veille : 9 présents sur 10")
    await form.fill("Ma suggestion", "Un QR code à l’accueil")
    await form.press("Envoyer")

    assert "AC-20" in await playground.wait_for("C’est noté, merci")
    await look(playground, "15-answered")
    await playground.card("C’est noté").press("Modifier")
    await look(playground, "16-correcting")
    await playground.card("Ma suggestion").press("Annuler")


async def test_free_text_answers_too(playground: TeamsPage):
    await playground.send("Mon irritant : la salle 2 est glaciale")

    assert "la salle 2 est glaciale" in await playground.wait_for("glaciale")
    await look(playground, "17-free-text")


async def test_a_leave_is_noted_and_undone(playground: TeamsPage):
    until = (now() + timedelta(days=20)).strftime("%d/%m")
    await playground.send(f"en congé jusqu’au {until}")
    await playground.wait_for("rien d’ici au")
    await look(playground, "18-leave")
    await playground.send("reprendre")
    await playground.wait_for("je reprends les questions")
    await playground.send("mon rythme")
    await playground.wait_for("Quand puis-je vous solliciter")
    await look(playground, "19-asking")


async def test_who_has_answered_is_not_reminded(commands: Commands, playground: TeamsPage):
    before = len(await playground.bot_texts())

    await run(commands, playground, FRIDAY_REMINDER)
    await asyncio.sleep(1)

    assert len(await playground.bot_texts()) == before


async def test_monday_tells_the_week_in_the_channel_and_is_hosted(
    commands: Commands, playground: TeamsPage
):
    await run(commands, playground, MONDAY_FLASH)
    await playground.open(CHANNEL)

    told = await playground.wait_for("Flash de la semaine")
    assert "9 présents sur 10" in told
    assert "QR code" in told
    await look(playground, "20-flash")
    flash = playground.card("Flash de la semaine")
    await flash.press("Tout voir")
    await look(playground, "21-all")
    await playground.card("tout ce qui s’est dit").press("Retour au flash")
    await playground.card("Flash de la semaine").press("Animer")
    await look(playground, "22-hosting")
    for _ in range(3):
        await playground.card("Étape").press("Suite")
    step = playground.card("Une décision")
    await step.fill("Décision", "Essayer les rappels par SMS à Haguenau")
    await step.fill("Qui s’en charge", "Bruno")
    await look(playground, "23-deciding")
    await step.press("Garder la décision")
    await playground.card("Étape 5").press("Terminer")
    assert "Bruno" in await playground.wait_for("Décision")
    await look(playground, "24-decided")
    await playground.card("Flash de la semaine").press("Imprimer")
    await look(playground, "25-print")


async def test_running_all_of_it_again_sends_nothing(commands: Commands, playground: TeamsPage):
    for job in (ritual.job for ritual in PLUGS.rituals):  # some of them for the first time
        await run(commands, playground, job)
    await asyncio.sleep(1)
    for place in (PERSONAL, CHANNEL):
        await playground.open(place)
        before = len(await playground.bot_texts())
        for each in PLUGS.rituals:
            await run(commands, playground, each.job)
        await asyncio.sleep(1)
        assert len(await playground.bot_texts()) == before


async def test_the_quality_lead_sees_what_was_sent(commands: Commands, playground: TeamsPage):
    await playground.open(PERSONAL)
    await playground.send("diffusion")
    assert "Flash de la semaine" in await playground.wait_for("Diffusion")
    await look(playground, "26-sends")
    sends = await run_command(
        commands, playground.folder, "sends", "friday-prompt", "--at", moment(FRIDAY_PROMPT)
    )
    assert sends.count('"state": "sent"') == 6
    coming = await run_command(commands, playground.folder, "jobs", "list")
    assert next_due(*HABITS, MONDAY_FLASH, now()) is not None
    assert coming.count("monday-flash") == 1
