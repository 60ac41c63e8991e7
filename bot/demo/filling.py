"""Filling an empty database with two years of the invented Mission Locale."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from itertools import groupby
from random import Random

from bot.contributions.usecases import contributions, messages
from bot.demo.events import Event, Post, Turns, clean, organisation
from bot.demo.loop import Loop
from bot.demo.outside import WEEKS as POSTERS_HANG
from bot.demo.outside import Outside
from bot.demo.staff import (
    BRANCHES,
    CHANNEL,
    IN_THE_PLAYGROUND,
    LEAD,
    MANAGEMENT,
    STAFF,
    TEAM,
    Colleague,
)
from bot.demo.words import Idea, ideas, irritants, practices
from bot.ideas.usecases import moves
from bot.people import usecases as roles
from bot.usecases import people, rituals, teams
from bot.usecases.messages import Message
from bot.usecases.owing import Times
from bot.usecases.turn import Policy
from bot.usecases.understand import Heard, Said
from domain.contributions.contribution import Status
from domain.isoweek import Week
from domain.kinds import Kind
from domain.people import Role
from domain.sending import RunState
from storage.people import Member
from storage.store import Store
from storage.unit_of_work import UnitOfWork

WEEKS = 104
"""Two years: a quarter can be compared with that of the year before."""

_NOWHERE = "https://demonstration.invalid/"
"""The connector of what stands in no Teams: nobody may be sent anything there."""

_SEED = 209

_THEMES: dict[str, tuple[int, int]] = {
    "I-Milo est lent": (19, 0),
    "Rendez-vous manqués": (70, 22),
    "Le badge de la porte de service": (30, 8),
    "Le copieur tombe en panne": (95, 40),
    "Le wifi du public": (26, 3),
    "L’attente à l’accueil le lundi": (88, 50),
    "On entend tout d’un bureau à l’autre": (60, 5),
    "Les mêmes pièces demandées deux fois": (50, 2),
    "Le foyer répond trop tard": (44, 12),
    "Le planning des salles": (80, 55),
    "Le standard sature": (24, 2),
    "Le chauffage": (4, 1),
}
"""When each problem was said: the first and the last time, in weeks before now."""

_BACK = "Deux rendez-vous manqués ce matin, le SMS de rappel n’était pas parti"
"""What brings back a problem that was solved."""

_FOLLOWED = (
    "Vous n’êtes pas seul·e à le dire : nous suivons ce sujet ensemble.",
    "Merci, c’est rattaché au sujet en cours, la suite vous sera dite.",
    "Nous en parlons au prochain comité, avec ce que disent les autres antennes.",
)

_SOLVED = (
    "C’est réglé, merci de l’avoir signalé.",
    "Réparé hier, dites-nous si cela revient.",
    "La consigne a changé, elle est affichée à l’accueil.",
    "Nous avons prévenu le prestataire, il est passé.",
    "C’est fait sur toutes les antennes.",
)


@dataclass
class Demo:
    """The invented organisation, as it is told up to the day *now* (an aware moment)."""

    store: Store
    policy: Policy
    now: datetime
    posts: list[Post] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._random = Random(_SEED)  # noqa: S311 -- the same story every time, no secret
        self._turns = Turns(self.policy, self.now, self._random)

    async def fill(self) -> int:
        """Keep all of it; return how many contributions that is."""
        await self.store.write(self._found)
        events = sorted(self._life(), key=lambda event: event.at)
        for _, week in groupby(events, key=lambda event: Week.of(event.at.date())):
            await self.store.write(self._play, list(week))
        await self.store.write(self._hear_outside)
        await self.store.write(self._leave)
        return len(self.posts)

    # --- the place and its people ---------------------------------------------------------------

    def _found(self, unit: UnitOfWork) -> None:
        begins = self._turns.moment(WEEKS + 1, LEAD, 0)
        turn = self._turns.of(LEAD, begins)
        here = teams.TeamName(TEAM, _NOWHERE, "Mission Locale")
        teams.find_channel(
            unit, turn, here, [teams.ChannelName(CHANNEL, "#amélioration-continue")]
        )
        members = [
            Member(each.aad_object_id, each.teams_user_id, each.name, each.upn) for each in STAFF
        ]
        people.keep_staff(unit, turn, members)
        people.name_first_lead(unit, turn)
        people.set_branches(unit, turn, [clean(unit, name) for name in BRANCHES])
        known, everybody = people.everyone(unit, turn)
        sites = {site.name: site.id for site in known.sites}
        ids = {person.aad_object_id: person.id for person in everybody}
        for each in STAFF:
            people.place(unit, turn, ids[each.aad_object_id], sites[each.site])
        roles.set_role(unit, turn, ids[MANAGEMENT.aad_object_id], Role.MANAGEMENT)

    def _hear_outside(self, unit: UnitOfWork) -> None:
        outside = Outside(self._random, self._turns.today)
        hung = self._turns.of(LEAD, self._turns.moment(POSTERS_HANG, LEAD, 0))
        outside.answer(unit, outside.hang(unit, hung))
        outside.ask(unit, self._turns.of(LEAD, self.now))

    def _leave(self, unit: UnitOfWork) -> None:
        """Leave nothing owed: none of it stands in Teams, and most of them are not there."""
        organisation_id = organisation(unit)
        times = Times(self.now, self.now)
        missed = rituals.find_due(unit, self.policy, self.now, self.policy.jobs)
        for due in missed:  # the weeks behind were lived
            if run := rituals.claim(unit, self.policy, due, times):
                unit.runs.end(run, RunState.DONE)
        unit.outbox.clear(organisation_id)
        # The roster of this team never comes, so that the Playground's five do not replace all.
        unit.teams.meet(organisation_id, "19:antennes@thread.tacv2", _NOWHERE, name="Antennes")
        for each in STAFF[IN_THE_PLAYGROUND:]:
            person = unit.people.find(organisation_id, each.aad_object_id)
            assert person is not None  # noqa: S101 -- kept above
            unit.people.mark_unreachable(person.id, "personne de la démonstration")

    def _play(self, unit: UnitOfWork, events: list[Event]) -> None:
        for event in events:
            event.do(unit)

    # --- what is said, and what becomes of it ---------------------------------------------------

    def _life(self) -> Iterator[Event]:
        yield from self._irritants()
        yield from self._practices()
        for idea in ideas():
            yield from self._idea(idea)
        yield from Loop(self._turns, self.posts).events()

    def _irritants(self) -> Iterator[Event]:
        said = irritants()
        for theme, (first, last) in _THEMES.items():
            texts = [each.text for each in said if each.theme == theme]
            for place, text in enumerate(texts):
                weeks_ago = first - round(place * (first - last) / (len(texts) - 1))
                post = self._post(Kind.IRRITANT, text, weeks_ago, theme)
                yield from self._said(post, loud=4)
                yield from self._read(post)
                if self._random.random() < 0.7:  # noqa: PLR2004 -- most are taken up before long
                    answer = _FOLLOWED[place % len(_FOLLOWED)]
                    yield self._moved(post, Status.ACCEPTED, answer, days=6 + place)
        back = self._post(Kind.IRRITANT, _BACK, 2, "Rendez-vous manqués")
        yield from self._said(back, loud=3)
        for text in (each.text for each in said if not each.theme):
            post = self._post(Kind.IRRITANT, text, self._random.randrange(1, WEEKS))
            yield from self._said(post, loud=2)
            yield from self._read(post)
            if self._random.random() < 0.6:  # noqa: PLR2004 -- more than half are small things
                yield self._moved(post, Status.DONE, self._random.choice(_SOLVED))

    def _practices(self) -> Iterator[Event]:
        for text in practices():
            post = self._post(Kind.BEST_PRACTICE, text, self._random.randrange(WEEKS))
            yield from self._said(post, loud=5)
            yield from self._read(post)
            if self._random.random() < 0.5:  # noqa: PLR2004 -- one in two is told to all
                yield self._moved(post, Status.SHARED)

    def _idea(self, idea: Idea) -> Iterator[Event]:
        youngest, oldest = _AGES[idea.status]
        post = self._post(Kind.SUGGESTION, idea.text, self._random.randint(youngest, oldest))
        yield from self._said(post, loud=6)
        if idea.status is Status.RECEIVED:
            return
        yield from self._read(post)
        if idea.status is not Status.READ:
            for status in _STEPS.get(idea.status, ()):
                yield self._moved(post, status, days=10)
            yield self._moved(post, idea.status, idea.answer)

    def _post(self, kind: Kind, text: str, weeks_ago: int, theme: str = "") -> Post:
        who = self._random.choice(STAFF[1:])
        post = Post(who, self._turns.moment(weeks_ago, who), kind, text, theme)
        self.posts.append(post)
        return post

    def _said(self, post: Post, loud: int) -> Iterator[Event]:
        yield Event(post.at, partial(self._say, post=post))
        others = [each for each in STAFF if each is not post.by]
        for each in self._random.sample(others, self._random.randint(0, loud)):
            at = post.at + timedelta(hours=self._random.randint(1, 120))
            if at < self.now:
                yield Event(at, partial(self._support, post=post, who=each, at=at))

    def _read(self, post: Post) -> Iterator[Event]:
        at = post.at + timedelta(days=self._random.randint(1, 6))
        if at < self.now:
            yield Event(at, partial(self._mark_read, post=post, at=at))

    def _moved(self, post: Post, status: Status, answer: str = "", days: int = 0) -> Event:
        at = self._turns.after(post.at, days=days or self._random.randint(12, 25))
        return Event(at, partial(self._move, post=post, status=status, answer=answer, at=at))

    # --- one thing each ------------------------------------------------------------------------

    def _say(self, unit: UnitOfWork, post: Post) -> None:
        turn = self._turns.of(post.by, post.at)
        text = clean(unit, post.text)
        id_ = f"demo-{self.posts.index(post)}"
        where = f"{CHANNEL};messageid={id_}"
        message = Message(_NOWHERE, CHANNEL, where, id_, id_, text)
        parts = (Said(post.kind, text),)
        said = Heard(post.kind, ask=False, explicit=True, parts=parts, clean=text)
        (answer,) = messages.keep(unit, turn, message, said)
        post.id = answer.shows.id

    def _support(self, unit: UnitOfWork, post: Post, who: Colleague, at: datetime) -> None:
        contributions.support(unit, self._turns.of(who, at), post.id)

    def _mark_read(self, unit: UnitOfWork, post: Post, at: datetime) -> None:
        moves.mark_read(unit, self._turns.of(LEAD, at), [post.id])

    def _move(
        self, unit: UnitOfWork, post: Post, status: Status, answer: str, at: datetime
    ) -> None:
        promised = (at + timedelta(days=30)).date() if status is Status.UNDER_REVIEW else None
        said = clean(unit, answer)
        moves.move(unit, self._turns.of(LEAD, at), post.id, status, said, promised)


_AGES: dict[Status, tuple[int, int]] = {
    Status.RECEIVED: (0, 1),
    Status.READ: (2, 4),
    Status.UNDER_REVIEW: (3, 8),
    Status.ACCEPTED: (6, 20),
    Status.IN_PROGRESS: (8, 30),
    Status.DONE: (6, 90),
    Status.REFUSED: (5, 80),
}
"""How many weeks ago a suggestion was made that stands there today."""

_STEPS: dict[Status, tuple[Status, ...]] = {
    Status.IN_PROGRESS: (Status.ACCEPTED,),
    Status.DONE: (Status.ACCEPTED,),
}
"""What a suggestion passes on its way."""
