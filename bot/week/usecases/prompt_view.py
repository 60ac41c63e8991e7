"""A person's three questions as they stand: what was answered to them, and by which doors."""

import hashlib
import hmac
from collections.abc import Collection, Sequence
from dataclasses import replace

from bot.contributions.usecases.readers import reader
from bot.themes.usecases import likeness
from bot.usecases.turn import Policy
from domain.availability import Availability
from domain.contributions.contribution import Contribution, Signature, Status
from domain.contributions.view import View, view_for
from domain.isoweek import Week
from domain.kinds import NOTABLE, Kind
from domain.people import author_key
from domain.records import record
from domain.themes.theme import IrritantView
from domain.week.subjects import WeekSubject
from storage.contributions.repository import Contributions
from storage.contributions.weeks import Weeks
from storage.people import Colleague
from storage.unit_of_work import UnitOfWork
from storage.week.flashes import Flashes
from storage.week.prompts import Prompt, Prompts


@record
class PromptView:
    """A person's three questions as they stand."""

    prompt: Prompt
    name: str
    already: tuple[View, ...]
    """What they said this week by other doors."""
    kept: tuple[View, ...]
    """What they answered here."""
    signature: Signature
    """How they signed it."""
    availability: Availability
    is_new: bool
    """True while the bot has never been in touch with them."""
    may_change: bool
    """True until the flash of that week is out."""
    is_latest: bool = True
    """True until the questions of another week are asked."""
    irritants: tuple[IrritantView, ...] = ()
    """Those of the answers of which is asked whether they are the same as one said before."""

    @property
    def week(self) -> Week:
        """The week that they speak of."""
        return Week.parse(self.prompt.week)

    @property
    def is_answered(self) -> bool:
        """True when something was answered here, or that there is nothing to say."""
        return bool(self.kept) or self.prompt.settled


def form_id(policy: Policy, prompt_id: int, kind: Kind, text: str = "") -> str:
    """Return the id under which the answer to one of the three questions is kept, once.

    A keyed hash, as the author's: beside an anonymous answer it must not point at the prompt. With
    *text* it is that of one more answer, when the first may not be changed any more.
    """
    said = f"{WeekSubject.PROMPT}:{prompt_id}:{kind}:{text}".encode()
    return hmac.new(policy.secret, said, hashlib.sha256).hexdigest()


def views(unit: UnitOfWork, policy: Policy, ids: Collection[int]) -> dict[int, PromptView]:
    """Return the prompts of these ids as they stand; many are read as quickly as one."""
    found: dict[int, PromptView] = {}
    groups: dict[tuple[int, str], list[Prompt]] = {}
    for prompt in unit.of(Prompts).some(ids):
        groups.setdefault((prompt.organisation_id, prompt.week), []).append(prompt)
    for (organisation_id, week), prompts in groups.items():
        people = {
            each.person.id: each
            for each in unit.people.known(organisation_id, [each.person_id for each in prompts])
        }
        said = said_in_week(unit, policy, organisation_id, week, list(people.values()))
        may_change = unit.of(Flashes).of_week(organisation_id, week) is None
        forms = _forms(unit, policy, organisation_id, prompts)
        for prompt in prompts:
            said_here = [
                forms[form]
                for form in (form_id(policy, prompt.id, kind) for kind in NOTABLE)
                if form in forms
            ]
            ours = {each.id for each in said_here}
            already = [each for each in said[prompt.person_id] if each.id not in ours]
            colleague = people[prompt.person_id]
            who = reader(unit, colleague.person, author_key(policy.secret, colleague.person))
            found[prompt.id] = PromptView(
                prompt,
                colleague.person.name,
                tuple(view_for(each, who) for each in already),
                tuple(view_for(each, who) for each in said_here),
                _signature(said_here),
                colleague.availability,
                colleague.reference is None,
                may_change,
            )
    return _with_irritants(unit, policy, found)


def _signature(said: Sequence[Contribution]) -> Signature:
    if any(each.is_anonymous for each in said):
        return Signature.ANONYMOUS
    return Signature.CITED if any(each.is_cited for each in said) else Signature.UNSIGNED


def _with_irritants(
    unit: UnitOfWork, policy: Policy, found: dict[int, PromptView]
) -> dict[int, PromptView]:
    """Return prompts with what is asked of the irritants among their answers."""
    kept = [each for prompt in found.values() for each in prompt.kept]
    asked = likeness.asked_of_kept(unit, policy, kept) if kept else {}
    if not asked:
        return found
    return {
        id_: replace(
            prompt,
            irritants=tuple(
                asked[each.id] for each in prompt.kept if each.id in asked and asked[each.id].alike
            ),
        )
        for id_, prompt in found.items()
    }


def said_in_week(
    unit: UnitOfWork,
    policy: Policy,
    organisation_id: int,
    week: str,
    people: Sequence[Colleague],
) -> dict[int, list[Contribution]]:
    """Return what each person said about *week*, anonymously too, by the person's id."""
    keys = {author_key(policy.secret, each.person): each.person.id for each in people}
    said: dict[int, list[Contribution]] = {each.person.id: [] for each in people}
    for each in unit.of(Weeks).by_authors(organisation_id, week, list(said), list(keys)):
        author = each.author_id if each.author_id is not None else keys[each.author_key or ""]
        said[author].append(each)
    return said


def _forms(
    unit: UnitOfWork, policy: Policy, organisation_id: int, prompts: Sequence[Prompt]
) -> dict[str, Contribution]:
    """Return what the prompts' forms made and was not taken back, by the form's id."""
    wanted = [form_id(policy, prompt.id, kind) for prompt in prompts for kind in NOTABLE]
    made = unit.of(Contributions).of_forms(organisation_id, wanted)
    return {form: each for form, each in made.items() if each.status is not Status.WITHDRAWN}
