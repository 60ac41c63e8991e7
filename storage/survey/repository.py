"""The young people's survey: its posters, and its answers, which tell a day and nobody.

Nothing that is written here tells the moment of an answer: its id is drawn by lot, no entry of the
journal follows from it, and the page that sent it is known only until the next purge.
"""

from collections.abc import Collection
from datetime import date, datetime
from functools import cache
from secrets import randbelow
from typing import Any, NewType

import sqlalchemy as sa

from domain.confidentiality import EMPTY
from domain.contributions.contribution import Origin, Status
from domain.survey.weather import Answer, Poster, Words
from storage.contributions.tables import ContributionRow
from storage.holdings import PART, each_of
from storage.holdings.walking import After, Stretch, stretch
from storage.repository import Repository
from storage.sql import insert, table
from storage.survey.tables import PosterRow, SurveyAnswerRow
from storage.tables import SiteRow

_P, _A, _S, _C = table(PosterRow), table(SurveyAnswerRow), table(SiteRow), table(ContributionRow)

_LARGEST_ID = 2**31 - 1
_TRIES = 20
"""Among a million answers one id in two thousand is taken: so many in a row never are."""

_POSTER: sa.Select[Any] = sa.select(
    _P.c.id,
    _P.c.organisation_id,
    _P.c.site_id,
    sa.func.coalesce(_S.c.name, "").label("site_name"),
    _P.c.token,
    _P.c.created_at,
    _P.c.revoked_at,
).select_from(_P.outerjoin(_S, _S.c.id == _P.c.site_id))
_WORDS: sa.Select[Any] = sa.select(
    _A.c.id,
    _A.c.organisation_id,
    _A.c.site_id,
    sa.func.coalesce(_S.c.name, "").label("site_name"),
    _A.c.day,
    _A.c.face,
    _A.c.words,
    _A.c.is_to_read,
    _A.c.contribution_id,
).select_from(_A.outerjoin(_S, _S.c.id == _A.c.site_id))

# Statements of the path that every answer takes are made once: making one costs more than
# running it.
_OF_TOKEN = _POSTER.where(_P.c.token == sa.bindparam("token"))
_WAS_SENT = sa.select(sa.exists().where(_A.c.form == sa.bindparam("form")))
_OF_DAY = sa.select(sa.func.count()).where(
    _A.c.organisation_id == sa.bindparam("organisation"), _A.c.day == sa.bindparam("day")
)
_OF_DAY_EVERYWHERE = _OF_DAY.where(_A.c.site_id.is_(None))
_OF_DAY_AT_SITE = _OF_DAY.where(_A.c.site_id == sa.bindparam("site"))
_DONE = (
    sa.select(_C.c.answer)
    .where(
        _C.c.organisation_id == sa.bindparam("organisation"),
        _C.c.status == Status.DONE,
        _C.c.status_at > sa.bindparam("after", type_=_C.c.status_at.type),
        _C.c.origin == Origin.SURVEY,
        _C.c.answer != "",
    )
    .order_by(_C.c.status_at.desc(), _C.c.id.desc())
    .limit(sa.bindparam("most"))
)


@cache
def _keeping(dialect: str) -> Any:
    adding = insert(dialect, SurveyAnswerRow)
    return adding.on_conflict_do_nothing().returning(_A.c.id)


LockedWords = NewType("LockedWords", Words)
"""The words of an answer while nobody else may say what becomes of them."""


class Survey(Repository):
    """Posters and answers; every reading but that of a poster's token names the organisation."""

    # --- posters ------------------------------------------------------------------------------

    def posters(self, organisation_id: int) -> list[Poster]:
        """Return the posters that hang: that of all sites first, then by site."""
        rows = self._connection.execute(
            _POSTER.where(_P.c.organisation_id == organisation_id, _P.c.revoked_at.is_(None))
        )
        return sorted((Poster(*row) for row in rows), key=lambda each: (each.site_name, each.id))

    def poster(self, organisation_id: int, poster_id: int) -> Poster | None:
        """Return a poster of that organisation, or None."""
        row = self._connection.execute(
            _POSTER.where(_P.c.organisation_id == organisation_id, _P.c.id == poster_id)
        ).first()
        return Poster(*row) if row else None

    def of_token(self, token: str) -> Poster | None:
        """Return the poster whose QR code says *token*, revoked or not, or None."""
        row = self._connection.execute(_OF_TOKEN, {"token": token}).first()
        return Poster(*row) if row else None

    def hang(self, organisation_id: int, site_id: int | None, token: str, now: datetime) -> int:
        """Keep a new poster; return its id."""
        adding = insert(self._connection.dialect.name, PosterRow).returning(_P.c.id)
        values = {
            "organisation_id": organisation_id,
            "site_id": site_id,
            "token": token,
            "created_at": now,
        }
        poster_id: int = self._connection.execute(adding, values).scalar_one()
        return poster_id

    def revoke(self, poster: Poster, now: datetime) -> None:
        """Revoke its QR code."""
        self._connection.execute(
            sa.update(_P)
            .where(_P.c.id == poster.id, _P.c.revoked_at.is_(None))
            .values(revoked_at=now)
        )

    # --- answers ------------------------------------------------------------------------------

    def keep(self, poster: Poster, day: date, answer: Answer, form: str) -> bool:
        """Keep an answer; tell whether it is the first of that *form*: only then it is kept."""
        adding = _keeping(self._connection.dialect.name)
        values = {
            "organisation_id": poster.organisation_id,
            "site_id": poster.site_id,
            "day": day,
            "face": answer.face,
            "language": answer.language,
            "form": form,
            "words": answer.words,
            "is_to_read": bool(answer.words),
        }
        for _ in range(_TRIES):
            drawn = {"id": 1 + randbelow(_LARGEST_ID)}
            if self._connection.execute(adding, values | drawn).first() is not None:
                return True
            if self.was_sent(form):
                return False
        raise AssertionError("every id that was drawn is taken")

    def was_sent(self, form: str) -> bool:
        """Tell whether a page has sent its answer."""
        return bool(self._connection.scalar(_WAS_SENT, {"form": form}))

    def count_of_day(self, poster: Poster, day: date) -> int:
        """Return how many answers a poster's site has on a day."""
        known = {"organisation": poster.organisation_id, "day": day}
        if poster.site_id is None:
            return self._connection.scalar(_OF_DAY_EVERYWHERE, known) or 0
        return self._connection.scalar(_OF_DAY_AT_SITE, known | {"site": poster.site_id}) or 0

    def count_since(self, poster: Poster, first: date) -> int:
        """Return how many answers a poster's site has from *first* on."""
        counting = sa.select(sa.func.count()).where(
            _A.c.organisation_id == poster.organisation_id,
            _A.c.day >= first,
            _A.c.site_id == poster.site_id,
        )
        return self._connection.scalar(counting) or 0

    def faces(
        self, organisation_id: int, first: date, last: date, site_id: int | None = None
    ) -> dict[int, int]:
        """Return how many answers of those days have each face; of one site if it is given."""
        counting = sa.select(_A.c.face, sa.func.count()).where(
            _A.c.organisation_id == organisation_id, _A.c.day >= first, _A.c.day <= last
        )
        if site_id is not None:
            counting = counting.where(_A.c.site_id == site_id)
        return {row[0]: row[1] for row in self._connection.execute(counting.group_by(_A.c.face))}

    # --- words --------------------------------------------------------------------------------

    def waiting(self, organisation_id: int, limit: int, offset: int) -> tuple[list[Words], int]:
        """Return a page of the words that nobody has read, the oldest day first, and the total."""
        mine = (_A.c.organisation_id == organisation_id) & _A.c.is_to_read
        rows = self._connection.execute(
            _WORDS.where(mine).order_by(_A.c.day, _A.c.id).limit(limit).offset(offset)
        )
        total = self._connection.scalar(sa.select(sa.func.count()).select_from(_A).where(mine))
        return [Words(*row) for row in rows], total or 0

    def words(self, organisation_id: int, answer_id: int) -> Words | None:
        """Return the words of an answer that has some, or None."""
        row = self._connection.execute(
            _WORDS.where(
                _A.c.organisation_id == organisation_id, _A.c.id == answer_id, _A.c.words != ""
            )
        ).first()
        return Words(*row) if row else None

    def words_for_change(self, organisation_id: int, answer_id: int) -> LockedWords | None:
        """As ``words``; no other process changes them until this work is done."""
        self._hold(_A.c.id, [answer_id])
        found = self.words(organisation_id, answer_id)
        return LockedWords(found) if found else None

    def hold_poster(self, poster: Poster) -> None:
        """Have no other process count and keep what comes by a poster until this is done."""
        self._hold(_P.c.id, [poster.id])

    def mark_read(self, organisation_id: int, ids: Collection[int]) -> int:
        """Mark words as read; return how many were."""
        return self._connection.execute(
            sa.update(_A)
            .where(_A.c.organisation_id == organisation_id, _A.c.id.in_(ids), _A.c.is_to_read)
            .values(is_to_read=False)
        ).rowcount

    def link(self, words: LockedWords, contribution_id: int) -> None:
        """Keep which contribution the words have become; they wait no more."""
        self._connection.execute(
            sa.update(_A)
            .where(_A.c.id == words.id)
            .values(is_to_read=False, contribution_id=contribution_id)
        )

    def done(self, organisation_id: int, after: datetime, limit: int) -> list[str]:
        """Return what was answered to words of young people that something came of, newest first.

        Only answers that were written to them: nothing else that staff say is for a public page.
        """
        known = {"organisation": organisation_id, "after": after, "most": limit}
        return list(self._connection.scalars(_DONE, known))

    def forget(
        self,
        organisation_id: int,
        read: date,
        unread: date,
        forms: date,
        after: After | None = None,
    ) -> Stretch:
        """Empty some words that were read, of before *read*, and any of before *unread*.

        Return the answers that had some. Which page sent an answer is forgotten for the days
        before *forms*.
        """
        chosen = sa.select(
            _A.c.id, _A.c.day.label("moment"), _A.c.words, _A.c.is_to_read, _A.c.form
        ).where(_A.c.organisation_id == organisation_id, _A.c.day < forms)

        def is_old(row: Any) -> bool:
            return row.words != "" and (
                row.moment < unread or (row.moment < read and not row.is_to_read)
            )

        found = stretch(
            self._connection,
            chosen,
            _A.c.day,
            after,
            PART,
            lambda row: row.form is not None or is_old(row),
        )
        old = [row for row in found.rows if is_old(row)]
        emptied = [{"this_id": row.id} for row in old]
        each_of(self._connection, sa.update(_A).values(words=EMPTY, is_to_read=False), emptied)
        sent = [{"this_id": row.id} for row in found.rows if row.form is not None]
        each_of(self._connection, sa.update(_A).values(form=None), sent)
        return Stretch(old, found.after)
