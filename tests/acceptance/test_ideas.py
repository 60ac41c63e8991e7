"""The idea box in Microsoft's own local Teams client: first as quality lead, then as counsellor.

The tests of each part follow each other in one conversation, as a week does.
"""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
import pytest_asyncio

from tests.acceptance.bot_process import running_bot
from tests.acceptance.browser import playground_page
from tests.acceptance.days import is_in_hours, now, this_year
from tests.acceptance.playground import CHANNEL, PERSONAL, TeamsPage
from tests.acceptance.steps import enter_the_channel, look, say_as, see, somebody
from tests.machine import leave_out, missing_for_browser

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

PROMISED = (now() + timedelta(days=21)).strftime("%Y-%m-%d")
REASON = "Le questionnaire passera par SMS, déjà prévu en janvier."


async def test_an_idea_of_a_colleague_waits_on_the_desk(playground: TeamsPage):
    await enter_the_channel(playground)
    nadia, awa = (somebody(playground, n)["id"] for n in (0, 1))
    await say_as(playground, nadia, "Suggestion : un QR code à l’accueil pour donner son avis")
    await playground.wait_for("QR code")
    await say_as(playground, awa, "Suggestion : un QR code à l’accueil, pour dire son avis")
    await say_as(playground, nadia, "Irritant : la salle 2 est glaciale")
    await say_as(playground, awa, "Bonne pratique : appeler la veille, 9 présents sur 10")
    await playground.wait_for("appeler la veille")
    await playground.open(PERSONAL)
    await playground.send("à traiter")

    assert "4 à lire" in await see(playground, "À traiter", "30-inbox")


async def test_it_is_opened_and_read(playground: TeamsPage):
    await playground.card("À traiter").press("Ouvrir")
    await see(playground, "Marquer comme lue", "31-fiche-of-the-lead")
    await playground.card("QR code").press("Marquer comme lue")

    await playground.wait_for("Lue")


async def test_it_is_promised_an_answer(playground: TeamsPage):
    await playground.card("QR code").press("Mettre à l’étude")
    await look(playground, "32-under-review")
    form = playground.card("Réponse promise pour le")
    await form.press("Confirmer")

    assert "Réponse promise" in await playground.wait_for("À l’étude")


async def test_without_a_reason_it_is_not_refused(playground: TeamsPage):
    await playground.card("QR code").press("Refuser")
    form = playground.card("Pourquoi")
    await form.fill("Pourquoi", "non")
    await form.press("Confirmer")
    assert "Dites pourquoi en une phrase" in await see(
        playground, "Dites pourquoi", "33-no-reason"
    )


async def test_with_a_reason_it_is(playground: TeamsPage):
    form = playground.card("Dites pourquoi")
    await form.fill("Pourquoi", REASON)
    await form.press("Confirmer")

    assert REASON in await see(playground, "Refusée", "34-refused")


async def test_it_is_taken_up_again_a_duplicate_joins_it_and_it_is_done(playground: TeamsPage):
    await playground.card("Refusée").press("Reprendre l’étude")
    await playground.card("Réponse promise pour le").press("Confirmer")
    await playground.wait_for("À l’étude")
    await playground.send(f"fiche AC-{this_year()}-0002")
    await playground.wait_for("pour dire son avis")
    await playground.card("pour dire son avis").press("Doublon de…")
    await look(playground, "35-merging")
    form = playground.card("C’est un doublon de…")
    await form.fill("Ou son numéro", f"AC-{this_year()}-0001")
    await form.press("Fusionner")
    await playground.wait_for("Doublon de AC-")
    await playground.send(f"fiche AC-{this_year()}-0001")
    await playground.wait_for("Doublons")
    await playground.card("Doublons").press("Accepter")
    card = playground.card("Confirmer")
    await card.fill("Réponse (facultatif)", "Nadia l’installe lundi")
    await card.press("Confirmer")
    assert "Acceptée" in await playground.wait_for("Nadia l’installe lundi")
    await playground.card("Nadia l’installe lundi").press("Marquer comme réalisée")
    await playground.card("Confirmer").press("Confirmer")

    await see(playground, "✔ Réalisée", "36-done")


QUESTIONS = (
    ("où en est l’idée 1 ?", "QR code"),
    ("statut AC-{year}-0003", "salle 2"),
    ("idées à l’étude", "rien trouvé"),
    ("suggestions réalisées cette année", "1 suggestion réalisée"),
    ("qu’a-t-on réalisé cette année ?", "1 contribution réalisée"),
    ("les doublons", "1 contribution en double"),
    ("irritants cette semaine", "1 irritant"),
    ("combien d’irritants cette semaine ?", "1 irritant"),
    ("combien de suggestions ce mois-ci", "2 suggestions"),
    ("bonnes pratiques sur la veille", "1 bonne pratique"),
    ("cherche glaciale", "salle 2"),
    ("idées sans réponse depuis plus de 15 jours", "rien trouvé"),
    ("idées sans réponse", "sans réponse"),
    ("mes idées", "rien"),
    ("les plus soutenues", "rien trouvé"),
    ("toutes les idées", "4 contributions"),
    ("iritants du mois", "1 irritant"),
    ("les suggestions refusées ce trimestre et pourquoi", "rien trouvé"),
    ("où en sont les irritants ?", "1 irritant"),
    ("et les bonnes pratiques ?", "1 bonne pratique"),
)


async def test_twenty_questions_are_asked_in_plain_french(playground: TeamsPage):
    year = this_year()
    for number, (question, expected) in enumerate(QUESTIONS):
        before = len(await playground.bot_texts())
        await playground.send(question.format(year=year))

        async def answered(before: int = before) -> str:
            texts = await playground.bot_texts()
            return texts[-1] if len(texts) > before else ""

        told = await playground.wire.until(answered, 10)
        assert expected in told.replace("\u00a0", " "), (question, told)
        if number in (0, 5, 15):
            await look(playground, f"37-question-{number}")


async def test_an_export_is_offered_by_a_link(playground: TeamsPage):
    await playground.send("toutes les idées")
    await playground.wait_for("4 contributions")
    await playground.card("4 contributions").press("Exporter")

    await see(playground, "Votre export est prêt", "38-export")


async def test_roles_and_deadlines_are_set_by_card(playground: TeamsPage):
    await playground.send("rôles")
    await see(playground, "Qui fait quoi", "43-roles")
    await playground.send("réglages")
    await playground.wait_for("Réponses et engagements")
    row = playground.card("Réponses et engagements").place
    await row.get_by_role("button", name="Modifier").nth(5).click()
    form = playground.card("Engagements suivis")
    await form.fill("Rappel aux référent·es après (jours sans réponse)", "5")
    await look(playground, "44-deadlines")
    await form.press("Enregistrer")

    assert "Rappel après 5 jours" in await playground.wait_for("rien à redémarrer")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def counsellor(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[TeamsPage]:
    """The Playground's page with Claire as counsellor: a colleague leads quality."""
    if missing := missing_for_browser():
        leave_out(missing)
    folder = tmp_path_factory.mktemp("counsellor")
    leads = {"FLASH_QUALITY_LEADS": "00000000-0000-0000-0000-0000000000f0"}
    async with running_bot(folder, **leads) as bot, playground_page(bot, folder) as page:
        yield page


def press_as(page: TeamsPage, verb: str, data: dict[str, Any]) -> dict[str, Any]:
    """Return the press of the quality lead, who is not on the page."""
    value = {"action": {"type": "Action.Execute", "verb": verb, "data": data}}
    lead = {"id": "29:lead", "name": "Bruno Keller"}
    lead["aadObjectId"] = "00000000-0000-0000-0000-0000000000f0"
    return page.activity() | {
        "type": "invoke",
        "name": "adaptiveCard/action",
        "value": value,
        "from": lead,
    }


async def test_the_author_hears_of_each_step_and_asks_back_once(counsellor: TeamsPage):
    await counsellor.open(CHANNEL)
    await counsellor.wait_for("Bonjour à toutes")
    await counsellor.send("Suggestion : un banc devant l’antenne", mention=True)
    await counsellor.wait_for("un banc devant")
    acts: tuple[tuple[str, dict[str, str]], ...] = (
        ("idea.read", {}),
        ("idea.move", {"to": "under_review", "promised": PROMISED}),
        ("idea.move", {"to": "refused", "answer": "La mairie ne le permet pas sur ce trottoir."}),
    )
    told_now = await is_in_hours()
    for verb, data in acts:
        await counsellor.deliver(press_as(counsellor, verb, {"contribution": 1} | data))
        await asyncio.sleep(2)
    await look(counsellor, "40-thread")
    await counsellor.open(PERSONAL)

    if told_now:
        await counsellor.wait_for("n’est pas retenue")
        told = "\n".join(await counsellor.bot_texts())
        assert "a été lue" in told
        assert "est à l’étude" in told
        assert "La mairie ne le permet pas" in told
        await look(counsellor, "41-news")
        await counsellor.card("n’est pas retenue").press("Poser une question")
    else:  # nobody is written to unasked at night or on a day off: the news come in the morning
        assert not any("n’est pas retenue" in told for told in await counsellor.bot_texts())
        await counsellor.send("où en est l’idée 1 ?")
        await counsellor.wait_for("La mairie ne le permet pas")
        await counsellor.card("La mairie ne le permet pas").press("Poser une question")
    await counsellor.wait_for("Votre question sur cette réponse")
    await counsellor.card("Votre question sur cette réponse").fill(
        "En une ou deux phrases", "Et dans la cour ?"
    )
    await look(counsellor, "42-asking-back")
    await counsellor.card("Votre question sur cette réponse").press("Envoyer")
    await counsellor.wait_for("Et dans la cour ?")


async def test_a_member_sees_no_desk(counsellor: TeamsPage):
    await counsellor.send("à traiter")

    await counsellor.wait_for("réservée au·à la référent·e qualité")


async def test_a_counsellor_looks_at_what_is_kept_and_removes_her_name(counsellor: TeamsPage):
    await counsellor.send("mes données")
    await see(counsellor, "Classeur (Excel)", "45-my-data")
    await counsellor.card("Classeur (Excel)").press("Effacer mon nom…")
    await see(counsellor, "pour toujours", "46-erasure")
    await counsellor.card("pour toujours").press("Effacer mon nom pour toujours")
    await see(counsellor, "votre nom n’est plus gardé", "47-erased")
    await counsellor.open(CHANNEL)

    assert "Anonyme" in await see(counsellor, "Anonyme", "48-nobody-s-idea")
