"""« Mes données » of who deals with what others say: what is about them, never others' words."""

import json

from tests.ideas.steps import make
from tests.rights.steps import change, my_file
from tests.world import AWA, CLAIRE, NADIA, World, card_of

SECRET, ANSWER, MINE = "Le chef relit tout", "Nous en parlons lundi.", "L’accueil du matin"


async def test_who_once_was_lead_has_their_own_words_and_nobody_else_s(ml: World) -> None:
    await ml.say(CLAIRE, "aide")
    await ml.say(NADIA, "aide")
    person = await ml.person(NADIA)
    roles = card_of(await ml.say(CLAIRE, "rôles"))
    await ml.press(CLAIRE, roles, "Enregistrer", person=str(person.id), role="quality_lead")
    anonymous = {"form": "anonymous-form", "kind": "irritant", "text": SECRET}
    await ml.execute(AWA, "form.send", anonymous | {"anonymous": "true"})
    private = {"form": "private-form", "kind": "suggestion", "text": f"{SECRET}, deux fois"}
    await ml.execute(AWA, "form.send", private)
    own = await make(ml, text=f"Irritant : {MINE}", who=NADIA)
    for number in (1, 2):
        await ml.execute(NADIA, "idea.answer", {"contribution": number, "answer": ANSWER})
    edit = {"contribution": 2, "text": f"{SECRET}, trois fois"}
    await ml.execute(NADIA, "contribution.save", edit)
    title = {"form": "action-form", "title": f"{SECRET} de moins", "owner": str(person.id)}
    await ml.execute(CLAIRE, "action.create", title)
    change(ml, "UPDATE person SET role = 'member' WHERE name = 'Nadia Benali'")

    await ml.until_calm()
    status, raw = await my_file(ml, NADIA, 1)

    assert status == 200
    told = json.loads(raw)
    assert "chef" not in raw.decode()
    assert {each["réponse"] for each in told["Lues, répondues, confiées"]} == {ANSWER}
    assert {each["fiche"] for each in told["Lues, répondues, confiées"]} == {
        "AC-2026-0001",
        "AC-2026-0002",
    }
    assert all(each["lue le"] for each in told["Lues, répondues, confiées"])
    assert [each["texte"] for each in told["Contributions"]] == [own.text]
    assert ANSWER in str(told["Changements"])
