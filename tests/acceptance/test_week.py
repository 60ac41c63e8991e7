"""The week in Microsoft's own local Teams client: rhythm, Friday, reminder, Monday, twice.

The tests follow each other in one conversation, as a week does.
"""

import asyncio
from datetime import timedelta

import pytest

from bot.app import PLUGS
from domain.rhythm import next_due
from domain.week.jobs import FRIDAY_PROMPT, FRIDAY_REMINDER, MONDAY_FLASH
from tests.acceptance.bot_process import run_command
from tests.acceptance.days import now
from tests.acceptance.playground import CHANNEL, PERSONAL, TeamsPage
from tests.acceptance.steps import HABITS, enter_the_channel, look, moment, run, see
from tests.commands import Commands

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]


async def test_the_rhythm_is_set_with_the_card(playground: TeamsPage):
    await enter_the_channel(playground)
    await playground.open(PERSONAL)
    await playground.send("réglages")
    await playground.wait_for("Réglages")
    await see(playground, "encore reçu aucun message de", "10-rhythm")
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

    assert "Département 67" in await see(playground, "rien à redémarrer", "12-rhythm-saved")


async def test_friday_asks_three_questions_and_keeps_the_answers(
    commands: Commands, playground: TeamsPage
):
    await playground.open(CHANNEL)
    await playground.send("I-Milo rame encore ce matin, 40 secondes par fiche", mention=True)
    await playground.wait_for("Irritant")
    await playground.open(PERSONAL)

    await run(commands, playground, FRIDAY_PROMPT)

    await see(playground, "Trois questions, une minute", "13-prompt")
    form = playground.card("Trois questions")
    await form.press("Signature, congés…")
    await look(playground, "14-prompt-more")
    await form.fill("Ma bonne pratique de la semaine", "J’appelle la veille : 9 présents sur 10")
    await form.fill("Ma suggestion", "Un QR code à l’accueil")
    await form.press("Envoyer")

    assert "AC-20" in await see(playground, "C’est noté, merci", "15-answered")
    await playground.card("C’est noté").press("Modifier")
    await look(playground, "16-correcting")
    await playground.card("Ma suggestion").press("Annuler")


async def test_free_text_answers_too(playground: TeamsPage):
    await playground.send("Mon irritant : la salle 2 est glaciale")

    assert "la salle 2 est glaciale" in await see(playground, "glaciale", "17-free-text")


async def test_a_leave_is_noted_and_undone(playground: TeamsPage):
    until = (now() + timedelta(days=20)).strftime("%d/%m")
    await playground.send(f"en congé jusqu’au {until}")
    await see(playground, "rien d’ici au", "18-leave")
    await playground.send("reprendre")
    await playground.wait_for("je reprends les questions")
    await playground.send("mon rythme")
    await see(playground, "Quand puis-je vous solliciter", "19-asking")


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
    assert "Bruno" in await see(playground, "Décision", "24-decided")
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
    assert "Flash de la semaine" in await see(playground, "Diffusion", "26-sends")
    sends = await run_command(
        commands, playground.folder, "sends", "friday-prompt", "--at", moment(FRIDAY_PROMPT)
    )
    assert sends.count('"state": "sent"') == 6
    coming = await run_command(commands, playground.folder, "jobs", "list")
    assert next_due(*HABITS, MONDAY_FLASH, now()) is not None
    assert coming.count("monday-flash") == 1
