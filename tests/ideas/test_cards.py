"""The cards of the idea box: valid and small whatever people write, and said as people say it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from cards.contributions import verbs as contribution_verbs
from cards.contributions.card import cited_card, contribution_card
from cards.exchange.links import export_card
from cards.ideas import fiche, forms, inbox, news
from cards.ideas import verbs as idea_verbs
from cards.inquiry import answer as asked
from cards.inquiry.restated import restated
from cards.people import roles
from domain.confidentiality import Clean
from domain.contributions.contribution import Change, Number, Status
from domain.contributions.life import MOVES
from domain.deadlines import Deadlines
from domain.ideas.library import Outcome, Trial
from domain.ideas.views import (
    Comment,
    DigestView,
    Entry,
    Fiche,
    HandedView,
    Inbox,
    NewsView,
    NudgeView,
    Waiting,
)
from domain.inquiry import Asked, Dated, Inquiry, Order, Period, Shape
from domain.kinds import NOTABLE, Kind
from domain.people import Person, Role
from tests.cards.oracle import wrong
from tests.cards.samples import MOMENT, PARIS, READ_AS_MARKUP, SAID, TODAY, contribution
from tests.world import walk, words_of


def every_card(text: str) -> list[tuple[str, dict[str, Any]]]:
    one = contribution(text)
    listed = tuple(
        replace(one, id=n, kind=kind) for n, kind in enumerate((*NOTABLE, *NOTABLE), 1)
    )[:5]
    entry = Entry(1, 1, 7, MOMENT, 1, text[:300], Change.MOVED, {}, {"status": "refused"})
    tries = (Trial(1, text[:300], Outcome.PARTLY, text[:500], MOMENT),) * 9
    full = Fiche(
        one,
        comments=(Comment(text[:300], text),) * 9,
        history=(entry,) * 40,
        duplicates=listed,
        alike=listed[:3],
        trials=tries,
        is_supported=True,
        is_own=True,
        may_answer=True,
        may_steer=True,
        may_change=True,
    )
    fiches = [
        replace(full, contribution=replace(one, kind=kind, status=status, tried=3), moves=moves)
        for kind, table in MOVES.items()
        for status, moves in table.items()
    ]
    people = [
        Person(n, 1, str(n), text[:300], "", Role.QUALITY_LEAD if n % 2 else Role.MANAGEMENT)
        for n in range(1, 40)
    ]
    typed = text[:2000]
    waiting = Waiting(listed, 40)
    page = Inbox(
        listed, 20, 20, 3, listed, {1: Number(2026, 9)}, TODAY, Deadlines(), number=1, total=40
    )
    told = Asked(
        Inquiry(text=text[:200], order=Order.RANK, wants_reasons=True),
        listed,
        is_more=True,
        number=1,
        total=40,
        sites=(text[:100],) * 3,
        authors=(text[:300],) * 3,
        states=((Status.DONE, 3), (Status.REFUSED, 2)),
        may_export=True,
        supported=frozenset({1}),
    )
    newses = [
        NewsView(1, one, change, status, typed, TODAY, text[:300], Number(2026, 1), False, True)
        for change in (Change.MOVED, Change.ANSWERED)
        for status in Status
    ]
    cards = [
        *(fiche.fiche_card(each, TODAY, PARIS, inbox=2, said="Fait") for each in fiches),
        *(contribution_card(each.contribution, is_supported=True) for each in fiches),
        *(cited_card(each.contribution) for each in fiches),
        *(
            forms.move_form(
                one, to, TODAY, typed=idea_verbs.Move(contribution=7, to=to, answer=Clean(typed))
            )
            for to in Status
            if forms.asks_something(to)
        ),
        forms.answer_form(one, typed=typed, problem="Non"),
        forms.merge_form(full, typed=idea_verbs.Merge(contribution=7, into=typed)),
        forms.assign_form(one, people, TODAY),
        forms.tags_form(one),
        forms.ask_back_form(one, typed=typed, problem="Non"),
        forms.try_form(one, typed=contribution_verbs.Try(contribution=7, result=Clean(typed))),
        inbox.inbox_card(page, PARIS, said="Lu"),
        inbox.inbox_card(replace(page, number=0, total=2), PARIS),
        *(news.news_card(each) for each in newses),
        news.handed_card(HandedView(one)),
        news.digest_card(DigestView(1, listed * 4)),
        news.nudge_card(NudgeView(1, TODAY, PARIS, 7, 30, waiting, waiting), late_only=False),
        news.nudge_card(NudgeView(1, TODAY, PARIS, 7, 30, waiting, waiting), late_only=True),
        asked.asked_card(told, TODAY, PARIS),
        asked.asked_card(
            replace(told, contributions=(), total=0, nearest=listed[:3]), TODAY, PARIS
        ),
        export_card(["https://example.org/x"] * 3),
        roles.roles_card(people, {1, 2}, problem="Non"),
    ]
    return [(f"{n}", card) for n, card in enumerate(cards)]


@pytest.mark.parametrize("said", SAID.values(), ids=SAID)
def test_every_card_is_valid_and_small_whatever_people_write(said: Any) -> None:
    assert wrong(dict(every_card(said.text))) == {}


def test_a_fiche_shows_three_buttons_and_the_rest_behind_the_dots() -> None:
    full = Fiche(contribution(), moves=MOVES[Kind.SUGGESTION][Status.READ], may_steer=True)
    full = replace(full, may_answer=True, may_change=True)

    actions = fiche.fiche_card(full, TODAY, PARIS)["actions"]

    first = [each["title"] for each in actions if each.get("mode") != "secondary"]
    assert first == ["Changer la réponse", "Mettre à l’étude", "Accepter"]


def test_who_only_reads_has_no_button_that_steers() -> None:
    shown = fiche.fiche_card(Fiche(contribution()), TODAY, PARIS)

    titles = {each["title"] for each in shown["actions"]}
    assert titles == {"Je soutiens · 12"}
    assert "Historique" not in words_of(shown)


def test_a_promise_that_is_past_is_said_so_to_who_looks_now() -> None:
    now = words_of(fiche.fiche_card(Fiche(contribution()), TODAY, PARIS))
    in_channel = words_of(contribution_card(contribution()))

    assert "Réponse promise pour le vendredi 20 novembre (dépassée)." in now
    assert "dépassée" not in in_channel


def _asked(total: int = 12, **inquiry: Any) -> Asked:
    return Asked(Inquiry(**inquiry), number=0, total=total)


QUARTER = Period(date(2026, 7, 1), date(2026, 9, 30))
REFUSED: dict[str, Any] = {"kinds": (Kind.SUGGESTION,), "statuses": (Status.REFUSED,)}


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (_asked(**REFUSED), "12 suggestions refusées"),
        (_asked(total=1, **REFUSED), "1 suggestion refusée"),
        (
            _asked(**REFUSED, period=QUARTER, dated=Dated.STATUS),
            "12 suggestions refusées, du 1er juillet au 30 septembre 2026",
        ),
        (_asked(kinds=(Kind.IRRITANT,), statuses=(Status.DONE,)), "12 irritants résolus"),
        (_asked(statuses=(Status.UNDER_REVIEW,)), "12 contributions à l’étude"),
        (_asked(unanswered_for=15), "12 contributions, sans réponse depuis 15 jours"),
        (_asked(unanswered_for=0), "12 contributions, sans réponse"),
        (_asked(total=3, shape=Shape.COUNT), "3 contributions"),
        (_asked(mine=True), "12 contributions de vous"),
        (_asked(text="CEJ", order=Order.RANK), "12 contributions, «\u00a0CEJ\u00a0»"),
        (_asked(order=Order.SUPPORT), "12 contributions les plus soutenues d’abord"),
        (
            _asked(period=Period(date(2026, 10, 1), date(2026, 10, 31))),
            "12 contributions, en octobre 2026",
        ),
        (
            _asked(period=Period(date(2026, 1, 1), date(2026, 12, 31))),
            "12 contributions, en 2026",
        ),
        (
            _asked(period=Period(date(2026, 9, 1))),
            "12 contributions, depuis le 1er septembre 2026",
        ),
        (
            _asked(period=Period(TODAY, TODAY)),
            "12 contributions, le 24 novembre 2026",
        ),
        (
            _asked(total=0, kinds=(Kind.BEST_PRACTICE,)),
            "Je n’ai rien trouvé pour\u00a0: bonnes pratiques.",
        ),
        (
            replace(_asked(total=1000), is_more=True),
            "plus de 1\u202f000 contributions",
        ),
        (
            replace(_asked(), sites=("Haguenau",), authors=("Awa Diallo",)),
            "12 contributions, à Haguenau, de Awa Diallo",
        ),
    ],
)
def test_a_question_is_said_again_as_it_was_understood(told: Asked, expected: str) -> None:
    assert restated(told) == expected


@pytest.mark.parametrize(
    ("inquiry", "wider"),
    [
        (Inquiry(**REFUSED, period=QUARTER), Inquiry(**REFUSED)),
        (Inquiry(**REFUSED, sites=(3,)), Inquiry(**REFUSED)),
        (Inquiry(**REFUSED), Inquiry(kinds=(Kind.SUGGESTION,))),
        (Inquiry(kinds=(Kind.SUGGESTION,)), None),
        (Inquiry(), None),
        (Inquiry(text="badge"), None),
    ],
)
def test_a_question_is_widened_by_its_narrowest_part(
    inquiry: Inquiry, wider: Inquiry | None
) -> None:
    assert asked.widened(inquiry) == wider


@pytest.mark.parametrize(
    "inquiry",
    [
        Inquiry(),
        Inquiry(unanswered_for=0),
        Inquiry(
            shape=Shape.COUNT,
            number=Number(2026, 42),
            serial=3,
            kinds=NOTABLE,
            statuses=tuple(Status),
            sites=(3, 4),
            authors=(1,),
            mine=True,
            engagement=5,
            tags=("CEJ",),
            period=Period(None, TODAY),
            dated=Dated.STATUS,
            unanswered_for=15,
            overdue=True,
            assigned_to_me=True,
            supported_by_me=True,
            text="l’accueil",
            order=Order.SUPPORT,
            wants_reasons=True,
        ),
    ],
)
def test_a_button_carries_a_question_whole(inquiry: Inquiry) -> None:
    assert asked.read_carried(asked.carried_inquiry(inquiry)) == inquiry


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "3", '{"kinds": ["lost"]}', '{"who": 1}', '{"number": 3}', '{"period": 1}'],
)
def test_what_no_button_carries_is_no_question(text: str) -> None:
    assert asked.read_carried(text) is None


def test_what_people_write_is_never_read_as_markup() -> None:
    raw = ("**gras", "](https", "<at>", "<b>")
    for name, card in every_card(SAID["markup"].text):
        for part in walk(card):
            literal = part.get("type") == "TextRun" or str(part.get("type")).startswith("Input.")
            keys = [key for key in READ_AS_MARKUP if key != "speak"]  # read aloud, not rendered
            shown = [str(part.get(key, "")) for key in keys if not literal]
            assert [bad for bad in raw if any(bad in each for each in shown)] == [], name
            assert not any("{{" in str(part.get(key, "")) for key in keys), name
