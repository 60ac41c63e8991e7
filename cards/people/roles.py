"""« Rôles »: who leads quality, who is management (quality lead)."""

from collections.abc import Collection, Sequence
from typing import Any

from cards import texts
from cards.kit import ActionSet, Element, InputChoiceSet, TextBlock
from cards.parts import done_line, heading, problem_line, subheading, submit, titled
from cards.people import texts as people_texts
from cards.people import verbs as people_verbs
from cards.plain import escape_markdown, short, unmarked
from domain.people import Person, Role

_MOST_PEOPLE = 120
_MOST_NAMED = 20


def roles_card(
    people: Sequence[Person], fixed: Collection[int], *, said: str = "", problem: str = ""
) -> dict[str, Any]:
    """Return who has a role, and the form to give one."""
    title = people_texts.ROLES_TITLE
    body: list[Element] = [
        heading(title),
        *problem_line(problem),
        *done_line(said),
    ]
    for role in (Role.QUALITY_LEAD, Role.MANAGEMENT):
        leads = role is Role.QUALITY_LEAD
        named = [
            _named(each, each.id in fixed and leads)
            for each in people
            if each.role is role or (leads and each.id in fixed)
        ]
        said_names = ", ".join(named[:_MOST_NAMED]) or people_texts.ROLES_NONE
        body.append(TextBlock(text=f"**{people_texts.ROLES[role.value]}**\u00a0: {said_names}"))
    body += [
        subheading(people_texts.ROLES_CHANGE),
        InputChoiceSet(
            id="person",
            label=people_texts.SITES_PERSON,
            choices=[
                (unmarked(short(each.name or each.upn, 60)), str(each.id))
                for each in people[:_MOST_PEOPLE]
            ],
            style="filtered",
        ),
        InputChoiceSet(
            id="role",
            label=people_texts.ROLES_ROLE,
            choices=[(face, code) for code, face in people_texts.ROLES.items()],
            value=Role.QUALITY_LEAD.value,
            style="compact",
        ),
        ActionSet(actions=[submit(texts.SAVE, people_verbs.SetRole())]),
    ]
    return titled(title, body)


def _named(person: Person, is_fixed: bool) -> str:
    name = escape_markdown(short(person.name or person.upn, 60))
    return f"{name} ({people_texts.ROLES_FIXED})" if is_fixed else name
