"""Contributions, with their history and their votes."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Row

from domain.confidentiality import Clean
from domain.contributions.contribution import (
    Attachment,
    Change,
    Contribution,
    Number,
    Origin,
    Status,
)
from domain.contributions.life import UNDECIDED, UNREAD
from domain.journal import Event
from domain.kinds import Kind
from domain.people import Person
from storage.confidentiality.masks import CONTRIBUTION as CONTRIBUTION_ID
from storage.confidentiality.masks import keep_masks
from storage.contributions.proof import history_content
from storage.contributions.search import index_words
from storage.contributions.tables import (
    CommentRow,
    ContributionRow,
    HistoryRow,
    NumberSeriesRow,
    TrialRow,
    VoteRow,
)
from storage.repository import Repository
from storage.sql import insert, table
from storage.tables import PersonRow, SiteRow

_C, _H, _N = table(ContributionRow), table(HistoryRow), table(NumberSeriesRow)
_P, _S, _V = table(PersonRow), table(SiteRow), table(VoteRow)

_T, _M = table(TrialRow), table(CommentRow)
_ANSWERING, _ASSIGNED, _INTO = _P.alias("answering"), _P.alias("assigned"), _C.alias("into")

_COMMENTS = (
    sa.select(sa.func.count())
    .where(_M.c.contribution_id == _C.c.id, ~_M.c.deleted)
    .scalar_subquery()
)
_TRIED = sa.select(sa.func.count()).where(_T.c.contribution_id == _C.c.id).scalar_subquery()
CONTRIBUTION: sa.Select[Any] = sa.select(
    *(column for column in _C.c if column.name != "words"),
    sa.func.coalesce(_P.c.name, "").label("author_name"),
    sa.func.coalesce(_S.c.name, "").label("site_name"),
    sa.func.coalesce(_ANSWERING.c.name, "").label("answered_by_name"),
    sa.func.coalesce(_ASSIGNED.c.name, "").label("assigned_to_name"),
    _COMMENTS.label("comments"),
    _INTO.c.year.label("into_year"),
    _INTO.c.serial.label("into_serial"),
    sa.case((_C.c.kind == Kind.BEST_PRACTICE, _TRIED), else_=0).label("tried"),
).select_from(
    _C.outerjoin(_P, _P.c.id == _C.c.author_id)
    .outerjoin(_S, _S.c.id == _C.c.site_id)
    .outerjoin(_ANSWERING, _ANSWERING.c.id == _C.c.answered_by_id)
    .outerjoin(_ASSIGNED, _ASSIGNED.c.id == _C.c.assigned_to_id)
    .outerjoin(_INTO, _INTO.c.id == _C.c.merged_into_id)
)
"""A contribution with the names of those who have to do with it; read by ``contribution_of``."""

_OF_MESSAGE = CONTRIBUTION.where(
    _C.c.organisation_id == sa.bindparam("organisation"),
    _C.c.conversation_id == sa.bindparam("conversation"),
    _C.c.message_id == sa.bindparam("message"),
).order_by(_C.c.part)


@dataclass(frozen=True, slots=True)
class Draft:
    """A contribution that has no number yet; either ``author_id`` or ``author_key`` is given."""

    kind: Kind
    text: Clean
    origin: Origin
    author_id: int | None = None
    author_key: str | None = None
    author_name: str = ""
    noted_by_id: int | None = None
    site_id: int | None = None
    site_name: str = ""
    engagement: int | None = None
    conversation_id: str | None = None
    message_id: str | None = None
    part: int = 0
    link: str = ""
    attachments: tuple[Attachment, ...] = ()
    form_id: str | None = None
    week: str = ""
    is_public: bool = False
    is_cited: bool = False


# Statements of the path that every message takes are made once: making one costs as much as
# running it.
@cache
def _adding(dialect: str) -> Any:
    return insert(dialect, ContributionRow).returning(_C.c.id)


@cache
def _recording(dialect: str) -> Any:
    return insert(dialect, HistoryRow).returning(_H.c.id)


@cache
def _counting(dialect: str) -> Any:
    adding = insert(dialect, NumberSeriesRow).on_conflict_do_update(
        index_elements=["organisation_id", "year"], set_={"last": _N.c.last + 1}
    )
    return adding.returning(_N.c.last)


class Contributions(Repository):
    """The contributions of the organisations; every reading names the organisation."""

    def add(self, organisation_id: int, draft: Draft, year: int, now: datetime) -> Contribution:
        """Keep *draft* under the next number of *year*, and begin its history."""
        serial = self._next_serial(organisation_id, year)
        values = _values(draft) | {
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
        contribution_id: int = self._connection.execute(
            _adding(self._connection.dialect.name), values
        ).scalar_one()
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
        return contribution

    def get(self, organisation_id: int, contribution_id: int) -> Contribution | None:
        """Return a contribution of that organisation by its id, or None."""
        return self._first(_C.c.organisation_id == organisation_id, _C.c.id == contribution_id)

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
        found = self._all(_C.c.organisation_id == organisation_id, _C.c.id.in_(ids))
        return {contribution.id: contribution for contribution in found}

    def by_authors(
        self,
        organisation_id: int,
        week: str,
        person_ids: Collection[int],
        author_keys: Collection[str],
    ) -> list[Contribution]:
        """Return what these people, by name or by key, said about *week*, oldest first."""
        return self._all(
            _C.c.organisation_id == organisation_id,
            _C.c.week == week,
            _C.c.status != Status.WITHDRAWN,
            sa.or_(_C.c.author_id.in_(person_ids), _C.c.author_key.in_(author_keys)),
        )

    def who_said(self, organisation_id: int, week: str) -> set[int | str]:
        """Return who said something about *week*: ids of people, and keys of the anonymous."""
        said = sa.select(_C.c.author_id, _C.c.author_key).where(
            _C.c.organisation_id == organisation_id,
            _C.c.week == week,
            _C.c.status != Status.WITHDRAWN,
        )
        # Apart, or SQLite goes through all authors in order to tell them apart.
        authors = said.cte("said").prefix_with("MATERIALIZED")
        rows = self._connection.execute(sa.select(authors).distinct())
        return {row.author_key if row.author_id is None else row.author_id for row in rows}

    def public_of_week(
        self, organisation_id: int, week: str, *, limit: int, offset: int
    ) -> list[Contribution]:
        """Return a page of what all may read of *week*, oldest first."""
        rows = self._connection.execute(
            CONTRIBUTION.where(*_public_of(organisation_id, week))
            .order_by(_C.c.id)
            .limit(limit)
            .offset(offset)
        )
        return [contribution_of(row) for row in rows]

    def count_public(self, organisation_id: int, week: str) -> int:
        """Return how much all may read of *week*."""
        counting = sa.select(sa.func.count()).where(*_public_of(organisation_id, week))
        return self._connection.scalar(counting) or 0

    def tally(self, organisation_id: int, week: str) -> dict[tuple[Kind, str, bool], int]:
        """Return how much of *week* is of a kind, of a site, and without its author's name."""
        site, anonymous = sa.func.coalesce(_S.c.name, ""), _C.c.author_id.is_(None)
        rows = self._connection.execute(
            sa.select(_C.c.kind, site, anonymous, sa.func.count())
            .select_from(_C.outerjoin(_S, _S.c.id == _C.c.site_id))
            .where(
                _C.c.organisation_id == organisation_id,
                _C.c.week == week,
                _C.c.status != Status.WITHDRAWN,
            )
            .group_by(_C.c.kind, _S.c.name, anonymous)
        )
        return {(row[0], row[1], bool(row[2])): row[3] for row in rows}

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
        mine = (_C.c.organisation_id == person.organisation_id) & sa.or_(
            _C.c.author_id == person.id, _C.c.author_key == key
        )
        rows = self._connection.execute(
            CONTRIBUTION.where(mine).order_by(_C.c.id.desc()).limit(limit).offset(offset)
        )
        total = self._connection.scalar(sa.select(sa.func.count()).select_from(_C).where(mine))
        return [contribution_of(row) for row in rows], total or 0

    def waiting(
        self, organisation_id: int, after: datetime, before: datetime, limit: int
    ) -> tuple[tuple[Contribution, ...], int]:
        """Return what was said between, and has no answer, oldest first, and how much it is.

        What is under study waits for the day that was promised: until then it is not here.
        """
        return self._waiting(
            limit,
            _C.c.organisation_id == organisation_id,
            _C.c.status.in_((*UNREAD, *UNDECIDED)),
            _C.c.answer == "",
            _C.c.created_at > after,
            _C.c.created_at <= before,
            _C.c.promised_on.is_(None),
        )

    def late(
        self, organisation_id: int, before: datetime, today: date, limit: int
    ) -> tuple[tuple[Contribution, ...], int]:
        """Return what is past its promise, or undecided since *before*, and how much it is."""
        return self._waiting(
            limit,
            _C.c.organisation_id == organisation_id,
            _C.c.status.in_((*UNREAD, *UNDECIDED)),
            sa.or_(
                _C.c.promised_on < today,
                _C.c.promised_on.is_(None) & (_C.c.created_at <= before),
            ),
        )

    def inbox(
        self, organisation_id: int, statuses: Collection[Status], limit: int, offset: int
    ) -> list[Contribution]:
        """Return a page of what stands so, the oldest first."""
        wanted = _first_found(
            _C.c.organisation_id == organisation_id, _C.c.status.in_(statuses)
        ).offset(offset)
        rows = self._connection.execute(_oldest(wanted.limit(limit)))
        return [contribution_of(row) for row in rows]

    def in_status(self, organisation_id: int, statuses: Collection[Status], most: int) -> int:
        """Return how many stand so, counted up to *most*."""
        some = (
            sa.select(_C.c.id)
            .where(_C.c.organisation_id == organisation_id, _C.c.status.in_(statuses))
            .limit(most)
        )
        return (
            self._connection.scalar(sa.select(sa.func.count()).select_from(some.subquery())) or 0
        )

    def asked_back(self, organisation_id: int, limit: int) -> list[Contribution]:
        """Return what its author has asked about in return, the oldest first."""
        rows = self._connection.execute(
            CONTRIBUTION.where(_C.c.organisation_id == organisation_id, _ASKED_BACK_OPEN)
            .order_by(_C.c.id)
            .limit(limit)
        )
        return [contribution_of(row) for row in rows]

    def tags(self, organisation_id: int) -> list[str]:
        """Return the tags that were given of late, each once."""
        rows = self._connection.execute(
            sa.select(_H.c.after)
            .where(_H.c.organisation_id == organisation_id, _H.c.change == Change.TAGGED)
            .order_by(_H.c.at.desc(), _H.c.id.desc())
            .limit(_TAGGED)
        )
        return list(dict.fromkeys(tag for row in rows for tag in row.after.get("tags", ())))

    def merged_into(self, contribution: Contribution) -> list[Contribution]:
        """Return the duplicates that point to a contribution."""
        return self._all(
            _C.c.organisation_id == contribution.organisation_id,
            _C.c.merged_into_id == contribution.id,
        )

    def _waiting(
        self, limit: int, *conditions: sa.ColumnElement[bool]
    ) -> tuple[tuple[Contribution, ...], int]:
        rows = self._connection.execute(_oldest(_first_found(*conditions).limit(limit)))
        found = tuple(contribution_of(row) for row in rows)
        total = self._connection.scalar(
            sa.select(sa.func.count()).select_from(_C).where(*conditions)
        )
        return found, total or 0

    def change(
        self,
        contribution: Contribution,
        change: Change,
        now: datetime,
        actor_id: int | None,
        **values: Any,
    ) -> Contribution:
        """Set columns and record the change; return the contribution as it is then.

        The words that can be searched for follow.
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
        self._connection.execute(sa.update(_C).where(_C.c.id == contribution.id).values(**values))
        if "text" in values:
            self._keep_masks(contribution.organisation_id, contribution.id, values["text"])
        told = {name: value for name, value in values.items() if hasattr(contribution, name)}
        before = {name: getattr(contribution, name) for name in told}
        self.record(contribution, change, now, actor_id, before, told)
        changed = self.get(contribution.organisation_id, contribution.id)
        assert changed is not None  # noqa: S101 -- nothing deletes contributions
        return changed

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
        line: int = self._connection.execute(
            _recording(self._connection.dialect.name),
            {
                "organisation_id": contribution.organisation_id,
                "contribution_id": contribution.id,
                "at": now,
                "actor_id": actor_id,
                "change": change,
                "before": before,
                "after": after,
            },
        ).scalar_one()
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

    def toggle_vote(self, contribution: Contribution, person: Person, now: datetime) -> bool:
        """Give or take back *person*'s support; return whether it is given afterwards."""
        mine = (_V.c.contribution_id == contribution.id) & (_V.c.person_id == person.id)
        if self._connection.execute(sa.delete(_V).where(mine)).rowcount:
            self._add_support(contribution.id, -1)
            return False
        adding = insert(self._connection.dialect.name, VoteRow).on_conflict_do_nothing()
        given = self._connection.execute(
            adding.returning(_V.c.person_id),
            {
                "contribution_id": contribution.id,
                "person_id": person.id,
                "organisation_id": contribution.organisation_id,
                "created_at": now,
            },
        ).all()
        self._add_support(contribution.id, len(given))
        return True

    def supported_by(self, person: Person, contribution_ids: Collection[int]) -> set[int]:
        """Return which of these contributions *person* supports."""
        rows = self._connection.execute(
            sa.select(_V.c.contribution_id).where(
                _V.c.person_id == person.id, _V.c.contribution_id.in_(contribution_ids)
            )
        )
        return {row.contribution_id for row in rows}

    def supporters(self, contribution: Contribution) -> list[int]:
        """Return the ids of the people who support a contribution."""
        rows = self._connection.execute(
            sa.select(_V.c.person_id).where(_V.c.contribution_id == contribution.id)
        )
        return [row.person_id for row in rows]

    def give_votes(self, merged: Contribution, into: Contribution) -> None:
        """Have who supports *merged* support *into*, once each."""
        following = sa.select(
            sa.literal(into.id), _V.c.person_id, _V.c.organisation_id, _V.c.created_at
        ).where(_V.c.contribution_id == merged.id)
        adding = insert(self._connection.dialect.name, VoteRow).from_select(
            ["contribution_id", "person_id", "organisation_id", "created_at"], following
        )
        given = self._connection.execute(
            adding.on_conflict_do_nothing().returning(_V.c.person_id)
        ).all()
        # What an old idea box counted came without names.
        unnamed = merged.support - len(self.supporters(merged))
        self._add_support(into.id, len(given) + max(0, unnamed))

    def _keep_masks(self, organisation_id: int, contribution_id: int, text: Clean) -> None:
        keep_masks(self._connection, organisation_id, CONTRIBUTION_ID, contribution_id, text)

    def _add_support(self, contribution_id: int, votes: int) -> None:
        """Keep the number of votes beside the contribution: lists are sorted by it."""
        self._connection.execute(
            sa.update(_C).where(_C.c.id == contribution_id).values(support=_C.c.support + votes)
        )

    def _next_serial(self, organisation_id: int, year: int) -> int:
        serial: int = self._connection.execute(
            _counting(self._connection.dialect.name),
            {"organisation_id": organisation_id, "year": year, "last": 1},
        ).scalar_one()
        return serial

    def _all(self, *conditions: Any) -> list[Contribution]:
        rows = self._connection.execute(CONTRIBUTION.where(*conditions).order_by(_C.c.id))
        return [contribution_of(row) for row in rows]

    def _first(self, *conditions: Any) -> Contribution | None:
        row = self._connection.execute(CONTRIBUTION.where(*conditions)).first()
        return contribution_of(row) if row else None


_ASKED_BACK_OPEN = sa.text("contribution.asked_back_open")
"""As the index says it: SQLite takes ``asked_back_open = 1`` for something else."""


def _first_found(*conditions: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """Return the ids of what is so, the oldest first: first found, then sorted.

    In one step SQLite would rather go through ten years in order, looking for the few.
    """
    found = (
        sa.select(_C.c.id, _C.c.created_at)
        .where(*conditions)
        .cte("found")
        .prefix_with("MATERIALIZED")
    )
    return sa.select(found.c.id).order_by(found.c.created_at, found.c.id)


def _oldest(ids: sa.Select[Any]) -> sa.Select[Any]:
    return CONTRIBUTION.where(_C.c.id.in_(ids)).order_by(_C.c.created_at, _C.c.id)


def _public_of(organisation_id: int, week: str) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        _C.c.organisation_id == organisation_id,
        _C.c.week == week,
        _C.c.is_public,
        _C.c.status != Status.WITHDRAWN,
    )


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


_PLAIN = tuple(
    field.name for field in fields(Draft) if field.name in _C.c and field.name != "attachments"
)


def _values(draft: Draft) -> dict[str, Any]:
    return {name: getattr(draft, name) for name in _PLAIN} | {
        "attachments": [{"name": file.name, "url": file.url} for file in draft.attachments]
    }


def kept_files(kept: Iterable[Mapping[str, str]]) -> tuple[Attachment, ...]:
    """Return the files that a row names."""
    return tuple(Attachment(Clean(file["name"]), Clean(file["url"])) for file in kept)


def contribution_of(row: Row[Any]) -> Contribution:
    """Return what a row of ``CONTRIBUTION`` says."""
    return Contribution(
        id=row.id,
        organisation_id=row.organisation_id,
        number=Number(row.year, row.serial),
        kind=row.kind,
        status=row.status,
        text=row.text,
        created_at=row.created_at,
        author_id=row.author_id,
        author_key=row.author_key,
        author_name=row.author_name,
        site_id=row.site_id,
        site_name=row.site_name,
        engagement=row.engagement,
        origin=row.origin,
        link=row.link,
        attachments=kept_files(row.attachments),
        support=row.support,
        week=row.week,
        is_public=row.is_public,
        is_cited=row.is_cited,
        tags=tuple(row.tags),
        status_at=row.status_at,
        read_at=row.read_at,
        read_by_id=row.read_by_id,
        promised_on=row.promised_on,
        decided_at=row.decided_at,
        answer=row.answer,
        answered_at=row.answered_at,
        answered_by_id=row.answered_by_id,
        answered_by_name=row.answered_by_name,
        merged_into_id=row.merged_into_id,
        merged_into=Number(row.into_year, row.into_serial) if row.merged_into_id else None,
        assigned_to_id=row.assigned_to_id,
        assigned_to_name=row.assigned_to_name,
        assigned_until=row.assigned_until,
        asked_back=row.asked_back,
        is_asked_back=row.asked_back_open,
        tried=row.tried,
        comments=row.comments,
    )
