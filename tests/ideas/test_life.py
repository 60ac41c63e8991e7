"""An idea from its message to its end: read, moved, answered, tried and taken back."""

from datetime import timedelta
from typing import Any

from domain.contributions.contribution import Status
from storage.contributions.repository import Contributions
from tests.ideas.steps import REASON, SUGGESTION, make, move, open_fiche
from tests.world import AWA, CLAIRE, NADIA, Somebody, World, card_of, words_of


async def test_an_idea_is_read_studied_refused_reopened_and_done_and_its_author_sees_each(
    ml: World,
) -> None:
    idea = await make(ml)
    await ml.say(NADIA, "aide")

    await ml.press(CLAIRE, await open_fiche(ml, CLAIRE, idea), "Marquer comme lue")
    assert "a été lue" in (await ml.told(NADIA))[-1]
    promised = (ml.clock().date() + timedelta(days=20)).isoformat()
    await move(ml, idea, "Mettre à l’étude", promised=promised)
    assert "est à l’étude" in (await ml.told(NADIA))[-1]
    refused = await move(ml, idea, "Refuser", answer="non")
    assert "Dites pourquoi en une phrase" in words_of(refused)
    assert (await ml.now(idea)).status is Status.UNDER_REVIEW
    refused = await move(ml, idea, "Refuser", answer=REASON)
    assert "Refusée" in words_of(refused)
    told = (await ml.told(NADIA))[-1]
    assert "n’est pas retenue" in told
    assert REASON in told
    assert CLAIRE.name in told
    await move(ml, idea, "Reprendre l’étude", promised=promised)
    await move(ml, idea, "Accepter", answer="Bruno s’en occupe")
    await move(ml, idea, "Démarrer")
    await move(
        ml, idea, "Marquer comme réalisée", answer="Le QR code est à l’accueil de Wissembourg"
    )

    assert "c’est fait" in (await ml.told(NADIA))[-1]
    done = await ml.now(idea)
    assert (done.status, done.answer) == (
        Status.DONE,
        "Le QR code est à l’accueil de Wissembourg",
    )
    moved = [line.after["status"] for line in await ml.history(idea) if line.change == "moved"]
    assert moved == [
        "read",
        "under_review",
        "refused",
        "under_review",
        "accepted",
        "in_progress",
        "done",
    ]
    assert done.read_at is not None
    assert done.decided_at is not None


async def test_the_card_in_the_thread_shows_the_state_and_the_answer(ml: World) -> None:
    idea = await make(ml)

    await move(ml, idea, "Accepter", answer="Nous l’installons lundi")
    await ml.settle(1)

    shown = words_of(card_of(ml.teams.updated[-1].activity))
    assert "Acceptée" in shown
    assert "Nous l’installons lundi" in shown


async def test_what_was_typed_comes_back_when_the_reason_is_too_short(ml: World) -> None:
    idea = await make(ml)

    form = await move(ml, idea, "Refuser", answer="trop cher")

    assert "trop cher" in words_of(form)
    assert (await ml.now(idea)).status is Status.RECEIVED


async def test_a_promise_needs_a_day_that_is_not_past(ml: World) -> None:
    idea = await make(ml)

    for day in ("", "2020-01-01", "2036-01-01", "demain"):
        form = await move(ml, idea, "Mettre à l’étude", promised=day)
        assert "Choisissez une date" in words_of(form)

    assert (await ml.now(idea)).status is Status.RECEIVED


async def test_an_anonymous_author_is_told_and_nothing_says_who_it_is(ml: World) -> None:
    await ml.say(AWA, "aide")
    form = await ml.say(AWA, "nouveau")
    card = card_of(form)
    await ml.press(
        AWA, card, "Envoyer", kind="suggestion", text="Un banc dehors", anonymous="true"
    )
    idea = (await ml.store.read(lambda unit: unit.of(Contributions).some(1, range(1, 9))))[1]
    rows_before = await _rows_naming(ml, AWA)

    await move(ml, idea, "Accepter", answer="Il arrive au printemps")

    assert "Il arrive au printemps" in (await ml.told(AWA))[-1]
    assert await _rows_naming(ml, AWA) == rows_before


async def _rows_naming(ml: World, who: Somebody) -> list[tuple[str, int]]:
    """Return how many rows of each table name somebody, by id or by chat."""
    import sqlalchemy as sa  # noqa: PLC0415

    from storage.database import database_url, open_engine  # noqa: PLC0415

    engine = open_engine(database_url(ml.settings.database_url), writes=False, connections=1)
    with engine.connect() as connection:
        person = connection.scalar(
            sa.text("SELECT id FROM person WHERE aad_object_id = :aad"), {"aad": who.aad}
        )
        found = []
        for name in sa.inspect(connection).get_table_names():
            if name.startswith("contribution_words"):
                continue
            rows = connection.execute(sa.text(f"SELECT * FROM {name}")).mappings().all()  # noqa: S608 -- a table's own name
            hits = sum(1 for row in rows if _names(dict(row), person, who))
            found.append((name, hits))
    engine.dispose()
    return sorted(found)


def _names(row: dict[str, Any], person: int, who: Somebody) -> bool:
    by_id = any(
        value == person
        for column, value in row.items()
        if column in ("person_id", "author_id", "actor_id", "answered_by_id")
    )
    return by_id or any(who.chat in str(value) for value in row.values())


async def test_a_good_practice_is_tried_and_counted(ml: World) -> None:
    (practice,) = await ml.made_by(
        await ml.post(NADIA, "Bonne pratique : appeler la veille, 9 présents sur 10")
    )

    form = (await ml.press(AWA, await open_fiche(ml, AWA, practice), "Je l’ai essayée"))["value"]
    empty = (await ml.press(AWA, form, "Envoyer", outcome="worked", result=" "))["value"]
    assert "Un mot sur le résultat" in words_of(empty)
    shown = await ml.press(AWA, form, "Envoyer", outcome="worked", result="8 sur 10 chez nous")
    await ml.press(CLAIRE, form, "Envoyer", outcome="partly", result="mieux en semaine")

    assert "Essayée 1 fois" in words_of(shown["value"])
    told = words_of(await open_fiche(ml, NADIA, practice))
    assert "Essayée 2 fois" in told
    assert "8 sur 10 chez nous" in told


async def test_cards_of_before_take_back_and_give_back_once(ml: World) -> None:
    idea = await make(ml)
    to = {"contribution": idea.id, "to": "accepted", "answer": "D’accord, en janvier."}
    await ml.execute(CLAIRE, "idea.move", to)
    for _ in range(2):
        ml.clock.advance(minutes=1)
        await ml.execute(NADIA, "contribution.withdraw", {"contribution": idea.id})
    await ml.execute(NADIA, "contribution.restore", {"contribution": idea.id})
    assert (await ml.now(idea)).status is Status.ACCEPTED

    await ml.execute(CLAIRE, "idea.move", to | {"to": "in_progress"})
    await ml.execute(NADIA, "contribution.restore", {"contribution": idea.id})
    assert (await ml.now(idea)).status is Status.IN_PROGRESS


async def test_comments_and_votes_are_in_every_list(ml: World) -> None:
    message = await ml.post(NADIA, SUGGESTION)
    (idea,) = await ml.made_by(message)
    await ml.reply(AWA, message, "Oui, et en trois langues")
    await ml.execute(AWA, "contribution.support", {"contribution": idea.id}, chat=False)

    for who, words in ((CLAIRE, "à traiter"), (NADIA, "mes contributions"), (AWA, "les idées")):
        shown = words_of(card_of(await ml.say(who, words)))
        assert "1 commentaire" in shown
        assert "1 soutien" in shown
    assert "trois langues" in words_of(await open_fiche(ml, NADIA, idea))


async def test_a_good_practice_cannot_be_refused_nor_a_status_skipped(ml: World) -> None:
    (practice,) = await ml.made_by(await ml.post(NADIA, "Bonne pratique : appeler la veille"))
    idea = await make(ml)

    for contribution, to in (
        (practice, "refused"),
        (practice, "done"),
        (idea, "done"),
        (idea, "in_progress"),
        (idea, "shared"),
        (idea, "merged"),
        (idea, "withdrawn"),
    ):
        data = {"contribution": contribution.id, "to": to, "answer": REASON}
        _, body = await ml.execute(CLAIRE, "idea.move", data)
        said = body["value"] if isinstance(body["value"], str) else words_of(body["value"])
        assert "n’est pas possible" in said or "Reçue" in said
        assert (await ml.now(contribution)).status is Status.RECEIVED


async def test_the_history_keeps_the_reason_that_was_taken_back(ml: World) -> None:
    idea = await make(ml)
    await move(ml, idea, "Refuser", answer=REASON)
    shown = await move(ml, idea, "Reprendre l’étude", promised="2026-12-20")

    assert f"refusée · {CLAIRE.name}\u00a0: {REASON}" in words_of(shown)
    assert (await ml.now(idea)).answer == ""
