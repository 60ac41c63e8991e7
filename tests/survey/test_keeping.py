"""What is kept of an answer: a day and a face, once, in no order, and words until they are old."""

from datetime import UTC, date, datetime, timedelta

import sqlalchemy as sa

from cards.survey.page_texts import TEXTS
from domain.confidentiality import Clean
from domain.contributions.contribution import Origin
from domain.kinds import Kind
from domain.survey.weather import EVERY, Allowance, Answer, Language, Poster
from storage.contributions.draft import Draft
from storage.contributions.repository import Contributions
from storage.sql import table
from storage.store import Store
from storage.survey.repository import Survey
from storage.survey.tables import SurveyAnswerRow
from storage.unit_of_work import UnitOfWork

NOW = datetime(2026, 11, 24, 8, 12, tzinfo=UTC)
DAY = date(2026, 11, 24)
TENANT = "11111111-1111-4111-8111-111111111111"


def hang(unit: UnitOfWork) -> Poster:
    """Hang a poster at a site of its own."""
    organisation_id = unit.organisations.get_or_add(TENANT, NOW)
    unit.sites.set_branches(organisation_id, [Clean("Haguenau")])
    site = unit.sites.open_ones(organisation_id)[0]
    unit.of(Survey).hang(organisation_id, site.id, "haguenau", NOW)
    poster = unit.of(Survey).of_token("haguenau")
    assert poster is not None
    return poster


def answer(face: int, words: str = "") -> Answer:
    return Answer(face, Clean(words), Language.FRENCH)


async def test_a_page_answers_once_and_the_order_of_a_day_is_not_kept(store: Store) -> None:
    poster = await store.write(hang)

    def answer_all(unit: UnitOfWork) -> list[bool]:
        forms = [f"{each:032x}" for each in [*range(30), *range(30)]]
        return [unit.of(Survey).keep(poster, DAY, answer(4), form) for form in forms]

    assert await store.write(answer_all) == [True] * 30 + [False] * 30

    def read(unit: UnitOfWork) -> tuple[list[int], int]:
        kept = table(SurveyAnswerRow)
        rows = unit.people._connection.execute(sa.select(kept.c.id).order_by(kept.c.form))
        return [row.id for row in rows], unit.of(Survey).count_of_day(poster, DAY)

    ids, count = await store.read(read)
    assert count == 30
    assert ids != sorted(ids)
    assert max(ids) > 2**24, "drawn from all there are"


async def test_faces_are_counted_by_day_and_site(store: Store) -> None:
    poster = await store.write(hang)

    def ask(unit: UnitOfWork) -> list[dict[int, int]]:
        for number, (day, face) in enumerate([(0, 5), (0, 5), (0, 1), (1, 3), (40, 2)]):
            unit.of(Survey).keep(poster, DAY - timedelta(days=day), answer(face), str(number))
        ids = poster.organisation_id, poster.site_id
        return [
            unit.of(Survey).faces(ids[0], DAY - timedelta(days=days), DAY, site)
            for days, site in ((0, None), (1, ids[1]), (90, None), (90, 999_999))
        ]

    assert await store.write(ask) == [
        {5: 2, 1: 1},
        {5: 2, 1: 1, 3: 1},
        {5: 2, 1: 1, 3: 1, 2: 1},
        {},
    ]


async def test_words_wait_until_they_are_read_or_noted_and_are_emptied_when_old(
    store: Store,
) -> None:
    poster = await store.write(hang)

    def live(unit: UnitOfWork) -> None:
        org = poster.organisation_id
        for days, words in ((0, "trop d’attente"), (100, "accueil sympa"), (400, "rien"), (0, "")):
            unit.of(Survey).keep(
                poster, DAY - timedelta(days=days), answer(2, words), f"{days}{words}"
            )
        waiting, total = unit.of(Survey).waiting(org, 10, 0)
        assert [each.text for each in waiting] == ["rien", "accueil sympa", "trop d’attente"]
        assert total == 3
        assert unit.of(Survey).waiting(org, 1, 1)[0] == waiting[1:2]
        assert unit.of(Survey).words(org + 1, waiting[0].id) is None
        assert unit.of(Survey).mark_read(org + 1, [waiting[1].id]) == 0
        assert unit.of(Survey).mark_read(org, [waiting[1].id]) == 1
        draft = Draft(
            Kind.IRRITANT,
            waiting[2].text,
            origin=Origin.SURVEY,
            author_key="a" * 64,
            week="2026-W48",
        )
        made = unit.of(Contributions).add(org, draft, 2026, NOW)
        held = unit.of(Survey).words_for_change(org, waiting[2].id)
        assert held is not None
        unit.of(Survey).link(held, made.id)
        assert [each.text for each in unit.of(Survey).waiting(org, 10, 0)[0]] == ["rien"]

        before = DAY - timedelta(days=90), DAY - timedelta(days=365), DAY
        assert len(unit.of(Survey).forget(org, *before).rows) == 2
        assert len(unit.of(Survey).forget(org, *before).rows) == 0
        assert unit.of(Survey).waiting(org, 10, 0) == ([], 0)
        left = unit.of(Survey).words(org, waiting[2].id)
        assert left is not None
        assert (left.text, left.contribution_id) == ("trop d’attente", made.id)
        assert sum(unit.of(Survey).faces(org, date(2020, 1, 1), DAY).values()) == 4
        assert not unit.of(Survey).was_sent("100accueil sympa")
        assert unit.of(Survey).was_sent("0trop d’attente")

    await store.write(live)


def test_a_poster_takes_a_group_at_once_and_then_one_after_another() -> None:
    allowance = Allowance(at_once=3, every=EVERY)

    assert [allowance.take("a", 100.0) for _ in range(5)] == [True, True, True, False, False]
    assert allowance.take("b", 100.0), "another poster is another's"
    assert [allowance.take("a", 100.0 + EVERY) for _ in range(2)] == [True, False]
    assert [allowance.take("a", 200.0) for _ in range(4)] == [True, True, True, False]


def test_what_is_known_of_posters_is_bounded() -> None:
    allowance = Allowance()

    for poster in range(5_000):
        assert allowance.take(str(poster), poster * EVERY)
    assert len(allowance._free_at) <= 1_001


def test_the_page_says_all_that_an_answer_keeps() -> None:
    ours = {"id", "organisation_id", "form", "is_to_read", "contribution_id"}
    """Which row and page it is, and what became of it: nothing of who answered."""
    kept = {column.name for column in table(SurveyAnswerRow).c} - ours
    for said in TEXTS.values():
        assert set(said.kept) == kept, said.name
        assert all(word in said.promise for word in said.kept.values())
