"""Questions as people type them, with what they ask; and what people say that asks nothing.

A phrasing stands in the first of these modules that it has to do with:

- `one`: one contribution, by its number;
- `counts`: how many there are;
- `ours`: mine, supported by me, confided to me;
- `answers`: without an answer, late, or « et pourquoi »;
- `topics`: about some words, a tag, an engagement;
- `people`: of somebody, or of an antenne;
- `statuses`: read, under review, refused…;
- `days`: of a week, a month, a year;
- `kinds`: of a kind, in an order, or simply all.

What goes on from the question before it is in `after`, what is no question of ours in `remarks`,
and the Mission Locale that is asked about, with the meaning of its days, in `town`.
"""

from domain.inquiry import Inquiry
from tests.inquiry.phrasings.answers import ANSWERS
from tests.inquiry.phrasings.counts import COUNTS
from tests.inquiry.phrasings.days import DAYS
from tests.inquiry.phrasings.kinds import KINDS
from tests.inquiry.phrasings.one import ONE
from tests.inquiry.phrasings.ours import OURS
from tests.inquiry.phrasings.people import PEOPLE
from tests.inquiry.phrasings.statuses import STATUSES
from tests.inquiry.phrasings.topics import TOPICS

_ALL = (*ONE, *COUNTS, *OURS, *ANSWERS, *TOPICS, *PEOPLE, *STATUSES, *DAYS, *KINDS)

ASKED: list[tuple[str, Inquiry]] = [(said, asked) for asked, ways in _ALL for said in ways]
