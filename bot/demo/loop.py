"""From irritants to actions in the invented Mission Locale: what was grouped, done and checked."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from bot.actions.usecases import checks, making, moves
from bot.demo.events import Event, Post, Turns, clean, organisation
from bot.demo.staff import LEAD, MANAGEMENT, STAFF, Colleague
from bot.themes.usecases import grouping, likeness, steering
from bot.usecases.turn import Turn
from domain.actions.action import Effect, Plan, TrialChoice, TrialDecision
from domain.records import record
from storage.contributions.repository import Contributions
from storage.themes.repository import Themes
from storage.themes.similar import RecentIrritants
from storage.unit_of_work import UnitOfWork

_THURSDAY = 3
"""The day of the steering meeting: actions are made, decided and checked on it."""


_UNGROUPED = timedelta(days=9)
"""What was said so lately still waits for the quality lead."""


@record
class Trial:
    """What is tried first: until when, in weeks before now; and what management decided."""

    hypothesis: str
    place: str
    until: int
    measure: str
    decided: TrialDecision | None = None
    why: str = ""


@record
class Done:
    """What changed, and what the check found, or when it will be; in weeks before now."""

    at: int
    result: str
    checked: int
    value: str = ""
    effect: Effect | None = None


@record
class Story:
    """An action about a theme; ``made`` and ``due`` in weeks before now, so -2 is ahead of us."""

    theme: str
    title: str
    owner: str
    made: int
    due: int
    indicator: str = ""
    before: str = ""
    aim: str = ""
    started: bool = True
    engagement: int | None = None
    trial: Trial | None = None
    done: Done | None = None
    word: str = ""
    """What its owner wrote under it."""


STORIES = (
    Story(
        "Rendez-vous manqués",
        "Rappeler chaque rendez-vous la veille par SMS",
        "Bruno Lefèvre",
        made=32,
        due=14,
        aim="Le courrier arrive après la date, et personne ne peut prévenir.",
        indicator="Part des rendez-vous manqués",
        before="38 %",
        engagement=9,
        trial=Trial(
            "Un SMS la veille à 18 h fait venir, ou prévenir",
            "Rochebrune",
            24,
            "rendez-vous manqués sur cent",
            TrialDecision.DEPLOY,
            "À Rochebrune, 19 rendez-vous manqués sur cent au lieu de 38.",
        ),
        done=Done(
            16,
            "Un SMS de rappel part la veille à 18 h, sur toutes les antennes.",
            4,
            "21 %",
            Effect.EFFECTIVE,
        ),
        word="Les numéros sont vérifiés à chaque entretien, sinon le SMS part dans le vide.",
    ),
    Story(
        "L’attente à l’accueil le lundi",
        "Ouvrir un second guichet le lundi de 9 h à 10 h 30",
        "Sofia Martin",
        made=62,
        due=48,
        indicator="Attente moyenne le lundi matin",
        before="41 minutes",
        done=Done(
            49,
            "Deux guichets le lundi, et des tickets d’ordre.",
            36,
            "14 minutes",
            Effect.EFFECTIVE,
        ),
    ),
    Story(
        "Le copieur tombe en panne",
        "Revoir le contrat de maintenance des copieurs",
        "Paul Girard",
        made=52,
        due=38,
        indicator="Pannes par mois",
        before="6",
        done=Done(39, "Un technicien passe sous deux jours.", 26, "4", Effect.TO_ADJUST),
    ),
    Story(
        "Le planning des salles",
        "Tenir l’agenda des salles dans Teams",
        "Anaïs Delmas",
        made=58,
        due=52,
        indicator="Doubles réservations par mois",
        before="5",
        done=Done(
            53,
            "L’agenda est ouvert à tous, le tableau blanc est parti.",
            40,
            "0",
            Effect.EFFECTIVE,
        ),
    ),
    Story(
        "Le foyer répond trop tard",
        "Une permanence du foyer dans nos murs, le mardi",
        "Lucie Fabre",
        made=20,
        due=4,
        indicator="Jours avant la réponse du foyer",
        before="24",
        engagement=4,
        done=Done(5, "Le foyer tient une permanence le deuxième mardi du mois.", -6),
    ),
    Story(
        "Le standard sature",
        "Renvoyer la ligne d’accueil vers deux postes",
        "Pierre Jolivet",
        made=11,
        due=3,
        indicator="Appels perdus par jour",
        before="17",
        engagement=1,
        done=Done(
            3,
            "La ligne sonne sur deux postes, le répondeur propose de rappeler.",
            -3,
        ),
    ),
    Story(
        "I-Milo est lent",
        "Mesurer les lenteurs une semaine et les porter à l’éditeur",
        "Bruno Lefèvre",
        made=5,
        due=-2,
        indicator="Secondes pour enregistrer une fiche",
        before="40",
        word="Relevé fait à Rochebrune et à Valmont, il manque deux sites.",
    ),
    Story(
        "On entend tout d’un bureau à l’autre",
        "Poser des cloisons à Montclair et au siège",
        "Awa Diallo",
        made=18,
        due=2,
        indicator="Bureaux d’où l’on entend le voisin",
        before="5 sur 8",
        engagement=8,
        word="Le devis est signé, le poseur a repoussé.",
    ),
    Story(
        "Les mêmes pièces demandées deux fois",
        "Une chemise de pièces partagée entre dispositifs",
        "Nadia Benali",
        made=9,
        due=-6,
        indicator="Pièces redemandées",
        before="une sur trois",
        engagement=3,
        trial=Trial(
            "Une seule chemise par jeune suffit à tous les dispositifs",
            "Montclair",
            -1,
            "pièces redemandées",
        ),
    ),
    Story(
        "Le wifi du public",
        "Ajouter une borne dans la salle du fond",
        "Paul Girard",
        made=2,
        due=-4,
        started=False,
        engagement=2,
    ),
    Story(
        "Le badge de la porte de service",
        "Remplacer le lecteur de badges",
        "Paul Girard",
        made=12,
        due=-1,
        trial=Trial(
            "Un lecteur d’occasion suffit",
            "Siège",
            7,
            "refus par semaine",
            TrialDecision.STOP,
            "Le lecteur d’occasion tombe en panne aussi souvent que l’ancien.",
        ),
    ),
)


@dataclass
class Loop:
    """Themes and actions, told as events among the others."""

    turns: Turns
    posts: Sequence[Post]

    def events(self) -> Iterator[Event]:
        """Yield what was grouped, planned, tried, done and checked."""
        for name in dict.fromkeys(post.theme for post in self.posts if post.theme):
            yield from self._grouped(name)
        for story in STORIES:
            first = min(
                (post for post in self.posts if post.theme == story.theme),
                key=lambda post: post.at,
            )
            yield from _Telling(self.turns, story, first).events()

    def _grouped(self, name: str) -> Iterator[Event]:
        first, *others = sorted(
            (post for post in self.posts if post.theme == name), key=lambda post: post.at
        )
        for number, post in enumerate(others):
            if post.at > self.turns.now - _UNGROUPED:
                yield Event(post.at, partial(self._propose, post=post))
                continue
            at = self.turns.next_day(post.at, LEAD)
            yield Event(at, partial(self._group, post=post, first=first, at=at, named=not number))

    def _propose(self, unit: UnitOfWork, post: Post) -> None:
        contribution = unit.of(Contributions).get(organisation(unit), post.id)
        assert contribution is not None  # noqa: S101 -- said just now
        found = likeness.like(unit, RecentIrritants(), contribution)
        likeness.propose_one(unit, contribution, found)

    def _group(
        self, unit: UnitOfWork, post: Post, first: Post, at: datetime, *, named: bool
    ) -> None:
        turn = self.turns.of(LEAD, at, "group")
        grouping.group(unit, turn, post.id, first.id, 0)
        if named:
            theme = unit.of(Themes).of(organisation(unit), [first.id])[first.id]
            steering.rename(unit, turn, theme.id, clean(unit, post.theme))


Step = Callable[[UnitOfWork, Turn], None]


@dataclass
class _Telling:
    """One story, as it went; its action and its theme are known once they are there."""

    turns: Turns
    story: Story
    first: Post
    id: int = 0

    def events(self) -> Iterator[Event]:
        """Yield its steps."""
        story, owner = self.story, self._owner
        yield self._at(story.made, LEAD, self._make)
        if story.started:
            yield self._at(story.made - 1, owner, self._start)
        if story.word:
            yield self._at(max(story.made - 3, 0), owner, self._comment)
        if story.trial and story.trial.decided:
            yield self._at(story.trial.until, MANAGEMENT, self._decide)
        if story.done:
            yield self._at(story.done.at, owner, self._finish)
            if story.done.effect:
                yield self._at(story.done.checked, LEAD, self._check)

    @property
    def _owner(self) -> Colleague:
        return next(each for each in STAFF if each.name == self.story.owner)

    def _at(self, weeks_ago: int, who: Colleague, step: Step) -> Event:
        at = self.turns.moment(weeks_ago, who, _THURSDAY)
        turn = self.turns.of(who, at, step.__name__)
        return Event(at, partial(_do, step=step, turn=turn))

    def _make(self, unit: UnitOfWork, turn: Turn) -> None:
        story, trial = self.story, self.story.trial
        owner = unit.people.find(organisation(unit), self._owner.aad_object_id)
        theme = unit.of(Themes).of(organisation(unit), [self.first.id])[self.first.id]
        wanted = Plan(
            clean(unit, story.title),
            owner.id if owner else None,
            self.turns.day(story.due, _THURSDAY),
            clean(unit, story.aim),
            story.engagement,
            clean(unit, story.indicator),
            clean(unit, story.before),
            *((clean(unit, trial.hypothesis), clean(unit, trial.place)) if trial else ()),
        )
        if trial:
            until = self.turns.day(trial.until, _THURSDAY)
            wanted = replace(wanted, until=until, measure=clean(unit, trial.measure))
        form = f"demo-action-{story.made}"
        self.id = making.add(unit, turn, form, wanted, (theme.id, None)).action.id

    def _start(self, unit: UnitOfWork, turn: Turn) -> None:
        moves.start(unit, turn, self.id)

    def _comment(self, unit: UnitOfWork, turn: Turn) -> None:
        making.comment(unit, turn, self.id, clean(unit, self.story.word))

    def _decide(self, unit: UnitOfWork, turn: Turn) -> None:
        trial = self.story.trial
        assert trial is not None  # noqa: S101 -- a step of those that have one
        checks.decide(unit, turn, self.id, TrialChoice(trial.decided, clean(unit, trial.why)))

    def _finish(self, unit: UnitOfWork, turn: Turn) -> None:
        done = self.story.done
        assert done is not None  # noqa: S101 -- a step of those that are done
        check_on = self.turns.day(done.checked, _THURSDAY)
        moves.finish(unit, turn, self.id, clean(unit, done.result), check_on, close=False)

    def _check(self, unit: UnitOfWork, turn: Turn) -> None:
        story, done = self.story, self.story.done
        assert done is not None  # noqa: S101 -- a step of those that are done
        indicator, value = clean(unit, story.indicator), clean(unit, done.value)
        moves.close(unit, turn, self.id)
        checks.check(unit, turn, self.id, indicator, value, done.effect)


def _do(unit: UnitOfWork, step: Step, turn: Turn) -> None:
    step(unit, turn)
