"""The action plan in Microsoft's own local Teams client: from an irritant to its checked effect.

The tests follow each other in one conversation, as the weeks of an action do.
"""

from datetime import timedelta

import pytest

from cards.actions.texts import DECISION_HINT, EFFECT_HINT
from domain.actions.action import Effect, TrialDecision
from domain.actions.jobs import ACTION_REMINDER
from domain.calendar import Calendar
from domain.rhythm import Rhythm, next_due
from tests.acceptance.bot_process import run_command
from tests.acceptance.days import now, this_year
from tests.acceptance.playground import PERSONAL, TeamsPage
from tests.acceptance.steps import enter_the_channel, look, say_as, see, somebody
from tests.commands import Commands

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

TROUBLE = "Irritant : les jeunes se trompent d’heure, rien n’est affiché sur la porte"


async def test_an_irritant_of_a_colleague_becomes_an_action_in_one_press(playground: TeamsPage):
    await enter_the_channel(playground)
    await say_as(playground, somebody(playground, 0)["id"], TROUBLE)
    await playground.wait_for("se trompent d’heure")
    await playground.open(PERSONAL)
    await playground.send(f"fiche AC-{this_year()}-0001")
    await playground.wait_for("Marquer comme lue")
    await playground.card("se trompent d’heure").press("En faire une action")

    assert f"PA-{this_year()}-0001" in await see(playground, "À faire", "60-action-in-one-press")


async def test_its_plan_is_written_down(playground: TeamsPage):
    await playground.card("À faire").press("Modifier")
    form = playground.card("Modifier PA-")
    await look(playground, "61-action-form")
    await form.fill("Ce qui va être fait", "Afficher les horaires sur chaque porte")
    await form.press("Plus de détails")
    await form.fill("Pourquoi (facultatif)", "Dix jeunes par semaine viennent pour rien")
    await form.fill(
        "Ce qu’on regardera pour savoir si cela a aidé (facultatif)",
        "Venus pour rien, par semaine",
    )
    await form.fill("Sa valeur aujourd’hui (facultatif)", "10")
    await look(playground, "62-action-details")
    await form.press("Enregistrer")

    assert "Dix jeunes par semaine" in await playground.wait_for("Afficher les horaires")


async def test_it_is_started_and_stands_in_the_plan(playground: TeamsPage):
    await playground.card("Afficher les horaires").press("Démarrer")
    await see(playground, "▶ En cours", "63-action-in-progress")
    await playground.send("plan d'action")

    assert "1\u00a0en cours" in await see(playground, "Plan d’action", "64-plan")


async def test_its_owner_is_reminded_in_one_card(commands: Commands, playground: TeamsPage):
    later = now() + timedelta(days=31)
    due = next_due(Rhythm(), Calendar(), ACTION_REMINDER, later)
    assert due is not None
    moment = due.moment.astimezone(later.tzinfo).isoformat()

    await run_command(
        commands, playground.folder, "jobs", "run", "action-reminder", "--at", moment
    )

    assert "Afficher les horaires" in await see(playground, "Vos actions", "65-reminder")


async def test_it_is_done_checked_and_solved(playground: TeamsPage):
    await playground.send(f"action PA-{this_year()}-0001")
    await playground.wait_for("C’est fait")
    await playground.card("Venus pour rien").press("C’est fait")
    form = playground.card("Ce qui a changé, en une")
    await form.fill("Ce qui a changé, en une ou deux phrases", "Les horaires sont sur les portes")
    await look(playground, "66-action-done-form")
    await form.press("Confirmer")
    await see(playground, "✔ Réalisée", "67-action-done")
    await playground.card("✔ Réalisée").press("Vérifier l’effet")
    form = playground.card("Ce que vous constatez")
    await form.fill("Ce que vous constatez", "1")
    await form.choose("Alors, cette action est…", EFFECT_HINT[Effect.EFFECTIVE])
    await look(playground, "68-check")
    await form.press("Enregistrer")

    assert "✔ Efficace" in await see(playground, "Effet", "69-effective")


async def test_the_fiche_has_its_result_as_the_answer(playground: TeamsPage):
    await playground.send(f"fiche AC-{this_year()}-0001")

    assert "Les horaires sont sur les portes" in await playground.wait_for("Résolu")


async def test_an_experiment_is_decided(playground: TeamsPage):
    await playground.send("nouvelle action")
    form = playground.card("Nouvelle action")
    await form.fill("Ce qui va être fait", "Rappeler les rendez-vous par SMS")
    await form.press("Commencer par un essai")
    await form.fill(
        "Ce qu’on essaie, et ce qu’on en attend", "Moins d’absents avec un SMS la veille"
    )
    await look(playground, "70-experiment-form")
    await form.press("Créer l’action")
    await see(playground, "La direction décidera", "71-experiment")
    await playground.card("La direction décidera").press("Décider de l’essai")
    form = playground.card("Si vous ajustez")
    await form.choose("Décision", DECISION_HINT[TrialDecision.DEPLOY])
    await form.fill("Pourquoi", "Deux fois moins d’absents à Haguenau")
    await look(playground, "72-decide")
    await form.press("Confirmer")

    assert "déployer" in await see(playground, "Décision", "73-decided")
    await playground.send("mes actions")
    await see(playground, "Mes actions", "74-my-actions")
    await playground.card("Mes actions").press("Exporter")
    await see(playground, "Votre export est prêt", "75-export")
