"""The main job in Microsoft's own local Teams client, through the real bot and a browser.

The tests follow each other in one conversation, as a day does.
"""

import pytest

from tests.acceptance.days import is_in_hours
from tests.acceptance.playground import CHANNEL, PERSONAL, TeamsPage
from tests.acceptance.steps import look, see

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

IRRITANT = "I-Milo rame encore ce matin, 40 secondes par fiche 😤 impossible de saisir"
TIP = "Astuce : j'appelle la veille, 9 présents sur 10"
SUGGESTION = "Et si on mettait un QR code à l'accueil ?"
THREE = "Ma bonne pratique : le SMS\nMon irritant : le badge\nMa suggestion : un tutoriel"
YOUNG = "Kévin Muller (06 39 98 12 34) attend sa garantie jeunes depuis 3 semaines"
CHATTER = "Merci à toutes et à tous, bon week-end"


async def test_the_bot_greets_in_the_personal_chat(playground: TeamsPage):
    await playground.open(PERSONAL)

    assert "Nouvelle fiche" in await playground.wait_for("Bonjour, je suis Flash Amélioration")
    assert await playground.send("aide") == 200
    assert "mes contributions" in await see(
        playground, "Ce que vous pouvez", "1-greeting-and-help"
    )


async def test_the_bot_says_hello_in_its_channel(playground: TeamsPage):
    await playground.open(CHANNEL)

    assert "avec un numéro" in await playground.wait_for("Bonjour à toutes")


async def test_an_irritant_a_tip_and_a_suggestion_get_their_cards(playground: TeamsPage):
    for text, kind in (
        (IRRITANT, "Irritant"),
        (TIP, "Bonne pratique"),
        (SUGGESTION, "Suggestion"),
    ):
        assert await playground.send(text, mention=True) == 200
        assert "AC-20" in await see(playground, kind, "2-three-kinds")


async def test_a_message_without_a_mention_is_read_too(playground: TeamsPage):
    assert await playground.send_unmentioned("Irritant : la salle 2 est glaciale") == 200

    await playground.wait_for("la salle 2 est glaciale")


async def test_chatter_gets_no_answer(playground: TeamsPage):
    before = len(await playground.bot_texts())

    assert await playground.send(CHATTER, mention=True) == 200
    assert len(await playground.bot_texts()) == before


async def test_three_titles_make_three_cards(playground: TeamsPage):
    assert await playground.send(THREE, mention=True) == 200

    for words in ("le SMS", "le badge", "un tutoriel"):
        await see(playground, words, "3-three-titles")


async def test_moi_aussi_counts_and_is_taken_back(playground: TeamsPage):
    card = playground.card("I-Milo rame encore")
    await card.press("Moi aussi")
    assert "Moi aussi · 1" in await see(playground, "Moi aussi · 1", "4-moi-aussi")

    await playground.card("I-Milo rame encore").press("Moi aussi · 1")
    assert "Moi aussi · 1" not in " ".join(await playground.bot_texts())


async def test_the_author_corrects_in_the_card(playground: TeamsPage):
    card = playground.card("la salle 2 est glaciale")
    await card.press("Modifier")
    await look(playground, "5-edit-form")
    form = playground.card("Enregistrer")
    await form.fill("Votre texte", "La salle 2 est à 14 degrés")
    await form.press("Enregistrer")

    assert "AC-20" in await playground.wait_for("La salle 2 est à 14 degrés")


async def test_an_edited_and_a_deleted_message_are_followed(playground: TeamsPage):
    await playground.send("Irritant : le scanner est en panne", mention=True)
    await playground.wait_for("le scanner est en panne")
    post = playground.wire.last_sent

    assert await playground.edit("Irritant : le scanner est en panne depuis lundi", post) == 200
    await playground.wait_for("depuis lundi")

    assert await playground.delete(post) == 200
    await see(playground, "Cette contribution a été retirée", "6-followed")


async def test_a_fiche_is_filled_in_the_personal_chat_and_found_again(playground: TeamsPage):
    await playground.open(PERSONAL)
    await playground.send("nouveau")
    await see(playground, "Nouvelle fiche", "7-form")
    form = playground.card("Votre texte")
    await form.choose("C’est plutôt…", "💡 Suggestion : ce qu’on pourrait changer")
    await form.fill("Votre texte", "Un tutoriel de deux minutes pour la PMSMP")
    await form.press("Envoyer")
    await playground.wait_for("Un tutoriel de deux minutes")

    await playground.send("mes contributions")
    assert "tutoriel" in await see(playground, "page 1 sur", "8-mine")


async def test_a_young_person_is_masked_and_who_named_them_is_told_alone(playground: TeamsPage):
    await playground.open(CHANNEL)
    told_now = await is_in_hours()
    assert await playground.send(YOUNG, mention=True) == 200
    card = await playground.wait_for("attend sa garantie jeunes")
    assert "███ (███) attend" in card
    assert not any("J’ai masqué" in text for text in await playground.bot_texts())
    await look(playground, "10-masked-in-the-thread")

    await playground.open(PERSONAL)
    if told_now:
        told = await playground.wait_for("J’ai masqué un nom et un numéro de téléphone")
        assert "Muller" not in told
        await look(playground, "11-told-in-private")
        await playground.card("J’ai masqué").press("Ce n’est pas un jeune")
    else:  # nobody is written to at night: the fiche offers the same at once
        await playground.send("mes contributions")
        await playground.card("attend sa garantie jeunes").press("Ouvrir")
        await playground.card("attend sa garantie jeunes").press("Ce n’est pas un jeune")
    form = playground.card("Quel nom ai-je masqué à tort")
    await form.fill("Le nom, tel qu’il était écrit", "Kévin Muller")
    await look(playground, "12-not-a-young-person")
    await form.press("Le remettre")

    await playground.open(CHANNEL)
    assert "AC-20" in await see(playground, "Kévin Muller (███)", "13-put-back")


async def test_a_message_is_noted_from_its_menu_in_a_dialog(playground: TeamsPage):
    await playground.open(PERSONAL)
    await playground.send("bof")
    await playground.wait_for("Je n’ai pas reconnu")

    assert await playground.use_on_message("bof", "noteMessage") == 200
    dialog = playground.dialog()
    await dialog.choose("C’est plutôt…", "⚡ Irritant\u00a0: ce qui bloque, ralentit, agace")
    await dialog.fill("Votre texte", "Le badge de l’accueil")
    assert await dialog.press("Envoyer") == 200
    await playground.page.get_by_text("Noté sous le numéro AC-20").wait_for()
    await look(playground, "9-dialog")
