"""An action from what was said to its checked effect, and who may do what with it."""

from typing import Any

import pytest

from domain.actions.action import ActionState, Effect, TrialDecision
from domain.people import Role
from storage.actions.repository import Actions
from storage.unit_of_work import UnitOfWork
from tests.actions.steps import (
    TITLE,
    TROUBLE,
    ask,
    finish,
    id_of,
    make,
    name,
    now,
    open_action,
    pressed,
)
from tests.world import AWA, CLAIRE, NADIA, TENANT, World, card_of, find_button, walk, words_of


async def test_one_press_makes_an_action_of_an_irritant_and_a_second_one_finds_it(
    ml: World,
) -> None:
    await ml.post(NADIA, TROUBLE)
    fiche = await ask(ml, CLAIRE, "fiche AC-2026-0001", "AC-2026-0001")

    card = await pressed(ml, CLAIRE, fiche, "En faire une action")
    again = await pressed(ml, CLAIRE, fiche, "En faire une action")

    said = words_of(card)
    assert "PA-2026-0001" in said
    assert "Les jeunes se trompent d’heure" in said
    assert "AC-2026-0001" in said, "what it answers to"
    assert CLAIRE.name in said
    assert "jeudi 24 décembre" in said, "in thirty days"
    assert find_button(card, "Modifier")
    assert words_of(again) == said
    assert (await now(ml)).state is ActionState.TO_DO
    with pytest.raises(AssertionError, match="no button 'En faire"):
        find_button(
            await ask(ml, NADIA, "fiche AC-2026-0001", "AC-2026-0001"), "En faire une action"
        )


async def test_what_was_said_in_private_gives_no_title_that_all_may_read(ml: World) -> None:
    form = card_of(await ml.say(NADIA, "nouveau"))
    await ml.press(NADIA, form, "Envoyer", kind="suggestion", text="Changer de chef de service")
    fiche = await ask(ml, CLAIRE, "fiche AC-2026-0001", "AC-2026-0001")

    asked = await pressed(ml, CLAIRE, fiche, "En faire une action")
    assert "n’est pas publique" in words_of(asked)
    assert "chef de service" not in words_of(asked)
    fields = {"person": str(await id_of(ml, CLAIRE)), "due": "2026-12-18"}
    await pressed(ml, CLAIRE, asked, "Créer l’action", what="Revoir l’organisation", **fields)

    assert "chef de service" in words_of(await open_action(ml, CLAIRE))
    assert "chef de service" in words_of(await open_action(ml, NADIA)), "its author"
    seen = words_of(await open_action(ml, AWA))
    assert "Revoir l’organisation" in seen
    assert "chef de service" not in seen
    assert "AC-2026-0001" not in seen


async def test_an_action_is_planned_started_handed_over_commented_done_and_checked(
    ml: World,
) -> None:
    await ml.say(AWA, "bonjour")
    card = await make(
        ml,
        aim="Dix jeunes par semaine viennent pour rien",
        engagement="2",
        indicator="Jeunes venus pour rien, par semaine",
        before="10",
    )
    assert "2. Information sur les services" in words_of(card)
    card = await pressed(ml, CLAIRE, card, "Démarrer")
    form = await pressed(ml, CLAIRE, card, "Passer la main")
    awa = str(await id_of(ml, AWA))
    await pressed(ml, CLAIRE, form, "Confier", person=awa, word="Les affiches sont prêtes")
    assert "vous est confiée" in (await ml.told(AWA))[-1]

    form = await pressed(ml, AWA, await open_action(ml, AWA), "Commenter")
    card = await pressed(ml, AWA, form, "Envoyer", word="Posées à Haguenau")
    assert "Posées à Haguenau" in words_of(card)
    await finish(ml, AWA)
    done = await now(ml)
    assert (done.state, done.owner_name) == (ActionState.DONE, AWA.name)
    form = await pressed(ml, AWA, await open_action(ml, AWA), "Vérifier l’effet")
    assert "Avant" in words_of(form)
    refused = await pressed(ml, AWA, form, "Enregistrer", effect="effective")
    assert "ce que vous avez constaté" in words_of(refused)
    card = await pressed(ml, AWA, form, "Enregistrer", after="1", effect="effective")

    assert "✔ Efficace" in words_of(card)
    checked = await now(ml)
    assert (checked.effect, checked.value_after) == (Effect.EFFECTIVE, "1")
    story = [each.get("text", "") for each in walk(card) if "·" in str(each.get("text", ""))]
    assert any("confiée à Awa Diallo" in line and "affiches" in line for line in story)


async def test_nothing_is_called_effective_before_it_is_done(ml: World) -> None:
    await make(ml)
    action = (await now(ml)).id

    body = await ml.execute(
        CLAIRE, "action.check", {"action": action, "after": "1", "effect": "effective"}
    )

    assert "une fois l’action réalisée" in body[1]["value"]
    assert (await now(ml)).effect is None


async def test_what_did_not_do_enough_goes_on_or_is_followed(ml: World) -> None:
    await ml.post(NADIA, TROUBLE)
    fiche = await ask(ml, CLAIRE, "fiche AC-2026-0001", "AC-2026-0001")
    await pressed(ml, CLAIRE, fiche, "En faire une action")
    await finish(ml)
    form = await pressed(ml, CLAIRE, await open_action(ml, CLAIRE), "Vérifier l’effet")
    card = await pressed(
        ml, CLAIRE, form, "Enregistrer", indicator="Venus pour rien", after="5", effect="to_adjust"
    )

    after = await pressed(ml, CLAIRE, card, "Créer une action de suite")
    again = await pressed(ml, CLAIRE, card, "Créer une action de suite")
    assert "PA-2026-0002" in words_of(after)
    assert "AC-2026-0001" in words_of(after), "it answers to the same"
    assert words_of(again) == words_of(after)
    assert (await now(ml, "PA-2026-0002")).value_before == "5"

    await pressed(ml, CLAIRE, card, "Remettre en cours")
    back = await now(ml)
    assert (back.state, back.effect, back.value_after) == (ActionState.IN_PROGRESS, None, "")


async def test_giving_up_needs_a_reason_and_can_be_taken_back(ml: World) -> None:
    card = await make(ml)
    form = await pressed(ml, CLAIRE, card, "Abandonner")

    refused = await pressed(ml, CLAIRE, form, "Confirmer", why="non")
    assert "Dites pourquoi" in words_of(refused)
    card = await pressed(ml, CLAIRE, form, "Confirmer", why="Le logiciel le fait déjà")
    assert "Abandonnée" in words_of(card)
    await pressed(ml, CLAIRE, card, "Reprendre")

    assert (await now(ml)).state is ActionState.TO_DO


async def test_an_experiment_is_decided_by_management(ml: World) -> None:
    await name(ml, AWA, Role.MANAGEMENT)
    await ml.say(CLAIRE, "bonjour")
    trial: dict[str, Any] = {
        "hypothesis": "Moins de jeunes viendront pour rien",
        "until": "2026-12-11",
    }
    card = await make(ml, place="Haguenau", measure="Venus pour rien", **trial)
    assert "La direction décidera" in words_of(card)
    action = (await now(ml)).id
    early = await ml.execute(CLAIRE, "action.finish", {"action": action, "result": "C’est fait"})
    assert "attend d’abord sa décision" in early[1]["value"]
    choice = {"action": action, "decision": "deploy", "why": "Deux fois moins d’erreurs"}
    body = await ml.execute(CLAIRE, "action.decide", choice)
    assert body[1]["value"] == "Cette décision revient à la direction."

    form = await pressed(ml, AWA, await open_action(ml, AWA), "Décider de l’essai")
    more = {"decision": "adjust", "why": "Essayons aussi à Wissembourg"}
    refused = await pressed(ml, AWA, form, "Confirmer", **more)
    assert "Choisissez un jour" in words_of(refused)
    card = await pressed(ml, AWA, refused, "Confirmer", **more, until="2027-01-15")
    assert "15 janvier" in words_of(card)
    assert "l’essai continue" in (await ml.told(CLAIRE))[-1].lower()
    form = await pressed(ml, AWA, card, "Décider de l’essai")
    deploy = {"decision": "deploy", "why": "Deux fois moins d’erreurs"}
    await pressed(ml, AWA, form, "Confirmer", **deploy)

    kept = await now(ml)
    assert kept.trial is not None
    assert (kept.trial.decision, kept.state) == (TrialDecision.DEPLOY, ActionState.IN_PROGRESS)
    await finish(ml)


async def test_an_experiment_that_stops_gives_its_action_up(ml: World) -> None:
    trial: dict[str, Any] = {
        "hypothesis": "Moins de jeunes viendront pour rien",
        "until": "2026-12-11",
    }
    card = await make(ml, **trial)
    form = await pressed(ml, CLAIRE, card, "Décider de l’essai")

    card = await pressed(
        ml, CLAIRE, form, "Confirmer", decision="stop", why="Aucune différence vue"
    )

    assert (await now(ml)).state is ActionState.DROPPED, "she decides: nobody is management here"
    assert "Aucune différence vue" in words_of(card)


async def test_a_form_says_what_it_lacks_and_keeps_what_was_typed(ml: World) -> None:
    form = await ask(ml, CLAIRE, "nouvelle action", "Ce qui va être fait")
    shown = {"what": TITLE, "person": "0", "due": "2026-12-18", "aim": "Pour les jeunes"}

    answers = [
        await pressed(ml, CLAIRE, form, "Créer l’action", **(shown | wrong))
        for wrong in (
            {"what": "  "},
            {},
            {"due": "hier", "person": str(await id_of(ml, CLAIRE))},
            {"due": "2026-11-23", "person": str(await id_of(ml, CLAIRE))},
            {"place": "Haguenau", "person": str(await id_of(ml, CLAIRE))},
        )
    ]

    said = [words_of(each) for each in answers]
    assert "Dites en une phrase" in said[0]
    assert "Choisissez d’abord une personne" in said[1]
    assert "Choisissez un jour" in said[2]
    assert "Choisissez un jour" in said[3]
    assert "Un essai a besoin" in said[4]
    assert all("Pour les jeunes" in each for each in said)
    assert TITLE in said[1]
    assert await _count(ml) == 0


async def test_a_form_that_is_sent_twice_makes_one_action(ml: World) -> None:
    form = await ask(ml, CLAIRE, "nouvelle action", "Ce qui va être fait")
    wanted = {"what": TITLE, "person": str(await id_of(ml, CLAIRE)), "due": "2026-12-18"}

    once = await pressed(ml, CLAIRE, form, "Créer l’action", **wanted)
    twice = await pressed(ml, CLAIRE, form, "Créer l’action", **wanted)

    assert words_of(once) == words_of(twice)
    assert await _count(ml) == 1


async def _count(ml: World) -> int:
    def read(unit: UnitOfWork) -> int:
        counts = unit.of(Actions).counts(unit.organisations.find(TENANT) or 0, ml.clock().date())
        return sum(counts.states.values())

    return await ml.store.read(read)


def steering(action: int, person: int) -> dict[str, dict[str, Any]]:
    """Return every verb that changes something, with what it needs."""
    this = {"action": action}
    plan = {"what": "Autre chose", "person": person, "due": "2026-12-20"}
    return {
        "action.new": {},
        "action.add": plan | {"form": "f" * 32},
        "action.edit": this,
        "action.save": this | plan,
        "action.start": this,
        "action.choose_finish": this,
        "action.finish": this | {"result": "C’est fait partout"},
        "action.close": this,
        "action.choose_drop": this,
        "action.drop": this | {"why": "Ce n’est plus utile ici"},
        "action.choose_hand": this,
        "action.hand": this | {"person": person},
        "action.write_comment": this,
        "action.comment": this | {"word": "Bonjour"},
        "action.choose_check": this,
        "action.check": this | {"after": "1", "effect": "none"},
        "action.follow_up": this,
        "action.choose_decision": this,
        "action.decide": this | {"decision": "stop", "why": "Cela ne sert à rien"},
    }


async def test_a_colleague_who_neither_owns_nor_steers_only_reads(ml: World) -> None:
    await ml.say(AWA, "bonjour")
    await make(ml)
    before = await now(ml)

    said = {
        verb: (await ml.execute(AWA, verb, data))[1]["value"]
        for verb, data in steering(before.id, await id_of(ml, AWA)).items()
    }

    no = ("C’est à la personne responsable", "Le plan d’action est tenu par", "Cette décision")
    assert [verb for verb, answer in said.items() if not str(answer).startswith(no)] == []
    assert await now(ml) == before
    assert await _count(ml) == 1
    seen = await open_action(ml, AWA)
    assert [each["title"] for each in seen["actions"]] == ["Voir l’historique", "Plan d’action"]


async def test_an_owner_moves_and_does_not_steer(ml: World) -> None:
    await ml.say(AWA, "bonjour")
    awa = await id_of(ml, AWA)
    await make(ml, person=str(awa))
    action = (await now(ml)).id

    refused = [
        verb
        for verb in ("action.edit", "action.save", "action.follow_up", "action.choose_decision")
        if isinstance((await ml.execute(AWA, verb, steering(action, awa)[verb]))[1]["value"], str)
    ]
    await pressed(ml, AWA, await open_action(ml, AWA), "Démarrer")

    assert len(refused) == 4
    assert (await now(ml)).state is ActionState.IN_PROGRESS
