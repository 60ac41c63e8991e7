"""Who is answered, who may ask back, and who hears of it."""

from datetime import timedelta

from tests.ideas.steps import REASON, SUGGESTION, make, move, open_fiche
from tests.world import AWA, CLAIRE, NADIA, World, card_of, words_of


async def test_an_author_asks_back_once_and_the_answer_closes_it(ml: World) -> None:
    idea = await make(ml)
    await ml.say(NADIA, "aide")
    await move(ml, idea, "Refuser", answer=REASON)
    await ml.told(NADIA)
    news = ml.to(NADIA)[-1]

    form = (await ml.press(NADIA, news, "Poser une question"))["value"]
    sent = await ml.press(NADIA, form, "Envoyer", question="Et pour les mineurs sans portable ?")
    again = await ml.press(NADIA, form, "Envoyer", question="Et encore ?")

    assert "Votre question" in words_of(sent["value"])
    assert "déjà posé votre question" in words_of(again["value"])
    inbox = card_of(await ml.say(CLAIRE, "à traiter"))
    assert "sans portable" in words_of(inbox)
    fiche = (await ml.press(CLAIRE, inbox, "Ouvrir"))["value"]
    form = (await ml.press(CLAIRE, fiche, "Changer la réponse"))["value"]
    assert "sans portable" in words_of(form)
    new = f"{REASON} Une version papier reste à l’accueil."
    await ml.press(CLAIRE, form, "Envoyer la réponse", answer=new)
    assert "papier" in (await ml.told(NADIA))[-1]
    inbox = card_of(await ml.say(CLAIRE, "à traiter"))
    assert "sans portable" not in words_of(inbox)


async def test_a_stranger_to_an_idea_may_not_ask_back_about_it(ml: World) -> None:
    idea = await make(ml)
    await move(ml, idea, "Refuser", answer=REASON)

    _, body = await ml.execute(
        AWA, "idea.ask_back", {"contribution": idea.id, "question": "Pourquoi donc ?"}
    )

    assert "Seul·e l’auteur" in body["value"]


async def test_a_colleague_to_whom_it_is_handed_is_told_and_may_answer(ml: World) -> None:
    idea = await make(ml)
    await ml.say(AWA, "aide")
    awa = await ml.person(AWA)
    form = (await ml.press(CLAIRE, await open_fiche(ml, CLAIRE, idea), "Confier à"))["value"]

    until = (ml.clock().date() + timedelta(days=7)).isoformat()
    await ml.press(CLAIRE, form, "Confier", person=str(awa.id), until=until)

    assert "vous est confiée" in (await ml.told(AWA))[-1]
    form = (await ml.press(AWA, ml.to(AWA)[-1], "Répondre"))["value"]
    await ml.press(AWA, form, "Envoyer la réponse", answer="J’ai demandé un devis")
    answered = await ml.now(idea)
    assert (answered.answer, answered.answered_by_name) == ("J’ai demandé un devis", AWA.name)
    _, body = await ml.execute(AWA, "idea.move", {"contribution": idea.id, "to": "accepted"})
    assert "réservée" in body["value"]


async def test_who_supports_or_comments_hears_once_a_day(ml: World) -> None:
    message = await ml.post(NADIA, SUGGESTION)
    (idea,) = await ml.made_by(message)
    (other,) = await ml.made_by(await ml.post(NADIA, "Suggestion : un second écran au bureau 3"))
    await ml.say(AWA, "aide")
    for each in (idea, other):
        await ml.execute(AWA, "contribution.support", {"contribution": each.id}, chat=False)
    before = len(ml.to(AWA))

    await move(ml, idea, "Accepter", answer="D’accord pour janvier")
    await move(ml, other, "Refuser", answer="Le budget informatique est clos")
    assert len(ml.to(AWA)) == before

    told = (await ml.told(AWA))[before:]
    assert len(told) == 1
    assert "D’accord pour janvier" in told[0]
    assert "Le budget informatique est clos" in told[0]
    assert ml.clock().hour == 15  # 16 h 30 in Paris


async def test_handing_to_nobody_what_nobody_has_says_so(ml: World) -> None:
    idea = await make(ml)
    form = (await ml.press(CLAIRE, await open_fiche(ml, CLAIRE, idea), "Confier à"))["value"]

    again = (await ml.press(CLAIRE, form, "Confier", person="0"))["value"]

    assert "Choisissez d’abord une personne" in words_of(again)
