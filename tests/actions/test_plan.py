"""The plan: what it lists, in which order, and how an action is found."""

from tests.actions.steps import ask, finish, id_of, make, now, open_action, pressed
from tests.world import AWA, CLAIRE, World, words_of


async def test_the_plan_counts_groups_filters_and_turns_pages(ml: World) -> None:
    await ml.say(AWA, "bonjour")
    for number in range(1, 7):
        await make(ml, what=f"Action {number}", due=f"2026-12-0{number}")
    await ml.execute(CLAIRE, "action.start", {"action": (await now(ml, "PA-2026-0005")).id})
    await finish(ml, number="PA-2026-0006")
    ml.clock.advance(days=8)  # 2 December: the first is late

    card = await ask(ml, AWA, "plan d'action", "Plan d’action")
    said = words_of(card)
    places = [said.index(each) for each in ("Action 1", "Action 5", "Action 2", "Action 4")]
    assert places == sorted(places), "late, in progress, to do"
    assert "1\u00a0en retard" in said
    assert "en retard de 1 jour" in said
    assert "Action 6" not in said
    assert "Action 6" in words_of(await pressed(ml, AWA, card, "Page suivante"))
    late = await pressed(ml, AWA, card, "Afficher", picked="late")
    assert "Action 1" in words_of(late)
    assert "Action 2" not in words_of(late)
    done = words_of(await pressed(ml, AWA, late, "Afficher", picked="done"))
    assert "Action 6" in done
    assert "Action 1" not in done


async def test_my_actions_are_mine(ml: World) -> None:
    await ml.say(AWA, "bonjour")
    await make(ml, what="À Claire")
    await make(ml, what="À Awa", person=str(await id_of(ml, AWA)))

    card = await ask(ml, AWA, "mes actions", "Mes actions")

    assert "À Awa" in words_of(card)
    assert "À Claire" not in words_of(card)
    assert "aucune action en charge" not in words_of(card)


async def test_an_empty_plan_says_so(ml: World) -> None:
    assert "Le plan est vide" in words_of(await ask(ml, AWA, "plan d’action", "Le plan est vide"))
    assert "aucune action en charge" in words_of(await ask(ml, AWA, "mes actions", "Mes actions"))


async def test_an_action_is_asked_for_as_people_do(ml: World) -> None:
    await make(ml)

    for words in (
        "action PA-2026-0001",
        "pa-2026-0001",
        "où en est l’action 1 ?",
        "Où en est l'action PA-2026-0001 ?",
        "action n°1",
    ):
        assert "PA-2026-0001" in words_of(await ask(ml, AWA, words, "PA-2026-0001")), words
    unknown = await ml.say(AWA, "action PA-2026-0099")
    assert "Je ne trouve pas cette action" in unknown["text"]
    assert await open_action(ml, AWA)
