"""The table of who comes to tea. A capability of the product derives it from ``SQLModel``, and a
migration makes it; this one has a schema of its own, which no other test sees."""

import sqlalchemy as sa

GUEST = sa.Table(
    "tea_guest",
    sa.MetaData(),
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("organisation_id", sa.Integer, nullable=False),
    sa.Column("person_id", sa.Integer, nullable=False),
    sa.Column("week", sa.String(8), nullable=False),
    sa.UniqueConstraint("person_id", "week"),
)
