"""``python -m storage.migrations "what changes"``: writes the next migration from the tables."""

import sys
from tempfile import TemporaryDirectory

from alembic import command

from storage.database import database_url, open_engine
from storage.migrations.upgrade import configuration, upgrade


def main(message: str) -> None:
    """Write a migration that brings today's schema to the tables of this version."""
    with TemporaryDirectory() as folder:
        engine = open_engine(
            database_url(f"sqlite:///{folder}/empty.db"), writes=True, connections=1
        )
        upgrade(engine)
        with engine.begin() as connection:
            command.revision(configuration(connection), message, autogenerate=True)
        engine.dispose()


if __name__ == "__main__":
    main(sys.argv[1])
