"""Contributions, with their history."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, NewType

import sqlalchemy as sa
from sqlalchemy.engine import Row

from domain.confidentiality import Clean
from domain.contributions.contribution import Change, Contribution, Number, Status
from domain.journal import Event
from domain.people import Person
from storage.compiled import Compiled
from storage.confidentiality.masks import CONTRIBUTION as CONTRIBUTION_ID
from storage.confidentiality.masks import keep_masks
from storage.contributions.draft import Draft, values_of
from storage.contributions.proof import history_content
from storage.contributions.rows import CONTRIBUTION, contribution_of
from storage.contributions.search import index_words
from storage.contributions.tables import ContributionRow, HistoryRow, NumberSeriesRow
from storage.contributions.visibility import by
from storage.repository import Repository
from storage.sql import among, insert, not_by, table

_C, _H, _N = table(ContributionRow), table(HistoryRow), table(NumberSeriesRow)

_OF_MESSAGE = CONTRIBUTION.where(
    _C.c.organisation_id == sa.bindparam("organisation"),
    _C.c.conversation_id == sa.bindparam("conversation"),
    _C.c.message_id == sa.bindparam("message"),
).order_by(_C.c.part)


@Compiled
def _adding(dialect: str) -> Any:
    return insert(dialect, ContributionRow).returning(_C.c.id)


@Compiled
def _recording(dialect: str) -> Any:
    return insert(dialect, HistoryRow).returning(_H.c.id)


@Compiled
def _counting(dialect: str) -> Any:
    adding = insert(dialect, NumberSeriesRow).on_conflict_do_update(
        index_elements=["organisation_id", "year"], set_={"last": _N.c.last + 1}
    )
    return adding.returning(_N.c.last)


@Compiled
def _some(dialect: str) -> Any:
    ours = not_by(_C.c.organisation_id) == sa.bindparam("organisation")
    return CONTRIBUTION.where(ours, among(dialect, _C.c.id, "ids")).order_by(_C.c.id)


LockedContribution = NewType("LockedContribution", Contribution)
"""A contribution as it stands while nobody else may change it: read by ``for_change``."""


class Contributions(Repository):
    """The contributions of the organisations; every reading names the organisation."""

    def add(
        self, organisation_id: int, draft: Draft, year: int, now: datetime
    ) -> LockedContribution:
        """Keep *draft* under the next number of *year*, and begin its history."""
        serial = self._next_serial(organisation_id, year)
        values = values_of(draft) | {
            "organisation_id": organisation_id,
            "year": year,
            "serial": serial,
            "status": Status.RECEIVED,
            "removed_with_message": False,
            "created_at": now,
            "tags": [],
            "support": 0,
            "answer": "",
            "asked_back": "",
            "asked_back_open": False,
            "words": index_words(organisation_id, draft.text),
        }
        contribution_id: int = _adding.scalar(self._connection, values)
        if draft.text.masks:
            self._keep_masks(organisation_id, contribution_id, draft.text)
        contribution = Contribution(
            id=contribution_id,
            organisation_id=organisation_id,
            number=Number(year, serial),
            kind=draft.kind,
            status=Status.RECEIVED,
            text=draft.text,
            created_at=now,
            author_id=draft.author_id,
            author_key=draft.author_key,
            author_name=draft.author_name,
            site_id=draft.site_id,
            site_name=draft.site_name,
            engagement=draft.engagement,
            origin=draft.origin,
            link=draft.link,
            attachments=draft.attachments,
            week=draft.week,
            is_public=draft.is_public,
            is_cited=draft.is_cited,
        )
        self.record(
            contribution,
            Change.CREATED,
            now,
            draft.noted_by_id or draft.author_id,
            {},
            {"kind": draft.kind},
        )
        return LockedContribution(contribution)

    def get(self, organisation_id: int, contribution_id: int) -> Contribution | None:
        """Return a contribution of that organisation by its id, or None."""
        return self._first(_C.c.organisation_id == organisation_id, _C.c.id == contribution_id)

    def for_change(
        self, organisation_id: int, ids: Collection[int]
    ) -> dict[int, LockedContribution]:
        """Return contributions of that organisation by their ids; no other process changes them.

        Whoever checks something and then changes it reads it so, all that it needs at once.
        """
        self._hold(_C.c.id, ids)
        found = self.some(organisation_id, ids) if ids else {}
        return {id_: LockedContribution(each) for id_, each in found.items()}

    def family_for_change(
        self, organisation_id: int, ids: Collection[int]
    ) -> dict[int, LockedContribution]:
        """As ``for_change``, with what these point to as duplicates, and what points to them."""
        held: dict[int, LockedContribution] = {}
        family = self._family(organisation_id, ids)
        while not family <= held.keys():  # another process has merged one meanwhile
            held = self.for_change(organisation_id, family | held.keys())
            family = self._family(organisation_id, ids)
        return {id_: held[id_] for id_ in family}

    def _family(self, organisation_id: int, ids: Collection[int]) -> set[int]:
        ours = _C.c.organisation_id == organisation_id
        rows = self._connection.execute(
            sa.select(_C.c.id, _C.c.merged_into_id).where(
                ours, sa.or_(_C.c.id.in_(ids), _C.c.merged_into_id.in_(ids))
            )
        )
        return {each for row in rows for each in row if each is not None}

    def find(self, organisation_id: int, number: Number) -> Contribution | None:
        """Return a contribution of that organisation by its number, or None."""
        return self._first(
            _C.c.organisation_id == organisation_id,
            _C.c.year == number.year,
            _C.c.serial == number.serial,
        )

    def of_form(self, organisation_id: int, form_id: str) -> Contribution | None:
        """Return what a form made, or None before it was sent."""
        return self._first(_C.c.organisation_id == organisation_id, _C.c.form_id == form_id)

    def is_form_of(self, form_id: str, person: Person, author_key: str) -> bool | None:
        """Tell whether *person* sent a form; None when nobody has.

        Asked of all organisations: a form is one person's, whoever repeats its id elsewhere.
        """
        sent_by = sa.or_(
            _C.c.author_id == person.id,
            _C.c.author_key == author_key,
            _C.c.noted_by_id == person.id,
        )
        found = self._connection.execute(
            sa.select(sa.case((sent_by, True), else_=False)).where(_C.c.form_id == form_id)
        ).first()
        return None if found is None else bool(found[0])

    def of_forms(self, organisation_id: int, form_ids: Collection[str]) -> dict[str, Contribution]:
        """Return what some forms made, by the form's id."""
        rows = self._connection.execute(
            CONTRIBUTION.where(_C.c.organisation_id == organisation_id, _C.c.form_id.in_(form_ids))
        )
        return {row.form_id: contribution_of(row) for row in rows}

    def some(self, organisation_id: int, ids: Collection[int]) -> dict[int, Contribution]:
        """Return contributions of that organisation by their ids."""
        rows = _some.all(self._connection, {"organisation": organisation_id, "ids": sorted(ids)})
        return {row.id: contribution_of(row) for row in rows}

    def of_message(
        self, organisation_id: int, conversation_id: str, message_id: str
    ) -> list[Contribution]:
        """Return what a Teams message made, in the order of its parts."""
        rows = self._connection.execute(
            _OF_MESSAGE,
            {
                "organisation": organisation_id,
                "conversation": conversation_id,
                "message": message_id,
            },
        )
        return [contribution_of(row) for row in rows]

    def begun_by(self, organisation_id: int, conversation_id: str) -> Contribution | None:
        """Return the contribution under which a thread goes on: the first one in it, or None."""
        row = self._connection.execute(
            CONTRIBUTION.where(
                _C.c.organisation_id == organisation_id, _C.c.conversation_id == conversation_id
            )
            .order_by(_C.c.id)
            .limit(1)
        ).first()
        return contribution_of(row) if row else None

    def message_that_began(self, organisation_id: int, conversation_id: str) -> str | None:
        """Return the id of the first message of a thread that made something, or None."""
        found: str | None = self._connection.scalar(
            sa.select(_C.c.message_id)
            .where(
                _C.c.organisation_id == organisation_id, _C.c.conversation_id == conversation_id
            )
            .order_by(_C.c.id)
            .limit(1)
        )
        return found

    def written_by(
        self, person: Person, key: str, *, limit: int, offset: int
    ) -> tuple[list[Contribution], int]:
        """Return a page of what *person* wrote, anonymously too, newest first, and the total."""
        mine = (_C.c.organisation_id == person.organisation_id) & by(person, key)
        rows = self._connection.execute(
            CONTRIBUTION.where(mine).order_by(_C.c.id.desc()).limit(limit).offset(offset)
        )
        total = self._connection.scalar(sa.select(sa.func.count()).select_from(_C).where(mine))
        return [contribution_of(row) for row in rows], total or 0

    def tags(self, organisation_id: int) -> list[str]:
        """Return the tags that were given of late, each once."""
        rows = self._connection.execute(
            sa.select(_H.c.after)
            .where(_H.c.organisation_id == organisation_id, _H.c.change == Change.TAGGED)
            .order_by(_H.c.at.desc(), _H.c.id.desc())
            .limit(_TAGGED)
        )
        return list(dict.fromkeys(tag for row in rows for tag in row.after.get("tags", ())))

    def merged_into(self, organisation_id: int, ids: Collection[int]) -> list[Contribution]:
        """Return the duplicates that point to these contributions."""
        return self._all(_C.c.organisation_id == organisation_id, _C.c.merged_into_id.in_(ids))

    def change(
        self,
        contribution: LockedContribution,
        change: Change,
        now: datetime,
        actor_id: int | None,
        **values: Any,
    ) -> LockedContribution:
        """Set columns and record the change; return the contribution as it is then.

        The words that can be searched for follow, and since when its status is what it is.
        """
        if values.keys() & _SEARCHED:
            values["words"] = index_words(
                contribution.organisation_id,
                values.get("text", contribution.text),
                values.get("answer", contribution.answer),
                tags=values.get("tags", contribution.tags),
            )
        if values.get("answered_at") or values.get("decided_at"):
            first = sa.literal(now, _C.c.replied_at.type)
            values["replied_at"] = sa.func.coalesce(_C.c.replied_at, first)
        since = {"status_at": now} if "status" in values else {}
        self._connection.execute(
            sa.update(_C).where(_C.c.id == contribution.id).values(since | values)
        )
        if "text" in values:
            self._keep_masks(contribution.organisation_id, contribution.id, values["text"])
        told = {name: value for name, value in values.items() if hasattr(contribution, name)}
        before = {name: getattr(contribution, name) for name in told}
        self.record(contribution, change, now, actor_id, before, told)
        changed = self.get(contribution.organisation_id, contribution.id)
        assert changed is not None  # noqa: S101 -- nothing deletes contributions
        return LockedContribution(changed)

    def record(
        self,
        contribution: Contribution,
        change: Change,
        now: datetime,
        actor_id: int | None,
        before: dict[str, Any],
        after: dict[str, Any],
    ) -> None:
        """Append a line to the history and to the journal.

        An anonymous author's own change names nobody.
        """
        before, after = _plain(before), _plain(after)
        line: int = _recording.scalar(
            self._connection,
            {
                "organisation_id": contribution.organisation_id,
                "contribution_id": contribution.id,
                "at": now,
                "actor_id": actor_id,
                "change": change,
                "before": before,
                "after": after,
            },
        )
        secret: dict[str, Any] = {
            "content": history_content(contribution.id, change, before, after)
        }
        if change in _FIRST:
            secret["text"] = contribution.text
        elif "text" in after:
            secret["text"] = after["text"]
        facts: dict[str, Any] = {"contribution": contribution.id, "history": line}
        if "status" in after:
            facts |= {"from": before.get("status"), "to": after["status"]}
        self._journal.note(
            Event(
                contribution.organisation_id,
                now,
                f"contribution.{change}",
                f"contribution:{contribution.id}",
                actor_id,
                facts,
                secret,
            )
        )

    def history(self, organisation_id: int, contribution_id: int) -> list[Row[Any]]:
        """Return the changes of a contribution of that organisation, oldest first."""
        return list(
            self._connection.execute(
                sa.select(_H)
                .where(
                    _H.c.organisation_id == organisation_id,
                    _H.c.contribution_id == contribution_id,
                )
                .order_by(_H.c.id)
            )
        )

    def removed_with_message(self, contribution: Contribution) -> bool:
        """Tell whether it was withdrawn because its message was deleted in Teams."""
        return bool(
            self._connection.scalar(
                sa.select(_C.c.removed_with_message).where(_C.c.id == contribution.id)
            )
        )

    def message_edited_at(self, contribution: Contribution) -> datetime | None:
        """Return when its Teams message was last edited, or None."""
        edited_at: datetime | None = self._connection.scalar(
            sa.select(_C.c.message_edited_at).where(_C.c.id == contribution.id)
        )
        return edited_at

    def _keep_masks(self, organisation_id: int, contribution_id: int, text: Clean) -> None:
        keep_masks(self._connection, organisation_id, CONTRIBUTION_ID, contribution_id, text)

    def _next_serial(self, organisation_id: int, year: int) -> int:
        first = {"organisation_id": organisation_id, "year": year, "last": 1}
        serial: int = _counting.scalar(self._connection, first)
        return serial

    def _all(self, *conditions: Any) -> list[Contribution]:
        rows = self._connection.execute(CONTRIBUTION.where(*conditions).order_by(_C.c.id))
        return [contribution_of(row) for row in rows]

    def _first(self, *conditions: Any) -> Contribution | None:
        row = self._connection.execute(CONTRIBUTION.where(*conditions)).first()
        return contribution_of(row) if row else None


_TAGGED = 300
"""Changes of tags that are looked through for the tags in use."""

_FIRST = (Change.CREATED, Change.IMPORTED)
"""Changes with which a contribution begins."""

_SEARCHED = frozenset({"text", "answer", "tags"})


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    """Return values as JSON holds them: moments and days in ISO 8601."""
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in values.items()
    }
