"""Column types of our own."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect

from domain.confidentiality import Clean


class NotExaminedError(Exception):
    """A text was about to be kept that nobody has examined: a mistake of ours."""


class CleanText(sa.types.TypeDecorator[Clean]):
    """People's words: it takes what a ``Screen`` has made clean, and refuses any other text.

    So a new way into the store cannot forget the examination.
    """

    impl: type[sa.types.TypeEngine[str]] = sa.Text
    cache_ok = True

    @property
    def python_type(self) -> type[str]:
        """What it gives is text."""
        return str

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 -- SQLAlchemy's signature
        """Return what the driver is given."""
        if not value:
            return value
        if not isinstance(value, Clean):
            raise NotExaminedError
        return str(value)

    def coerce_compared_value(self, op: Any, value: Any) -> Any:  # noqa: ARG002 -- as above
        """Return how a value is bound that is only compared: it is not kept."""
        return sa.String()

    def process_result_value(self, value: Any, dialect: Dialect) -> Clean | None:  # noqa: ARG002 -- SQLAlchemy's signature
        """Return what was kept: it was clean when it was."""
        return None if value is None else Clean(value)


class CleanString(CleanText):
    """The same for a line of limited length."""

    impl = sa.String
    cache_ok = True
