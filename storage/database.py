"""Opening the database that ``FLASH_DATABASE_URL`` names, and for how long it is waited for."""

import re
import sqlite3
import time
from collections.abc import Callable, Coroutine
from contextvars import ContextVar
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import orjson
import sqlalchemy as sa
from sqlalchemy.engine import URL, Engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, StatementError

PATIENCE = 1.5
"""Seconds for which a piece of work waits to be begun: a turn must be answered within three."""

BEHIND = 20.0
"""The same where no turn waits: a Friday of all the country queues for longer than a turn may."""

SQLITE_BUSY_MS = 5_000
"""How long one process waits for another's write on SQLite, in milliseconds."""


_LOOK_AGAIN = 0.002
"""Seconds between two looks, where SQLite leaves the waiting to us or waits badly: it soon looks
ten times a second only, and hardly ever sees a busy process between two of its transactions."""


P = ParamSpec("P")
R = TypeVar("R")


class WritingInReadError(Exception):
    """What was only to read has something to write."""


class DatabaseRefusedError(Exception):
    """A statement broke a constraint: a mistake of ours; the message quotes no parameter."""


_POSTGRESQL_LIMITS = {
    "connect_timeout": 2,
    "client_encoding": "utf8",
    # A pooler may give each transaction another session, which knows of no statement prepared.
    "prepare_threshold": None,
    # A server that vanishes without a word would else be waited for during two hours.
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}
"""A turn must be answered within seconds, so nothing waits longer on the database."""

_IN_EACH_TRANSACTION = (
    "SET LOCAL lock_timeout = '2s'; SET LOCAL statement_timeout = '10s'; "
    "SET LOCAL TimeZone = 'UTC'; SET LOCAL max_parallel_workers_per_gather = 0"
)
"""Said anew each time: a pooler refuses them with the connection, and a session is not ours.

No question is divided among workers: starting them takes longer than answering it."""

_ONLY_READING = "SET TRANSACTION READ ONLY"

_REASONS = {
    "SQLITE_BUSY": "un autre programme la tient verrouillée",
    "SQLITE_LOCKED": "un autre programme la tient verrouillée",
    "SQLITE_FULL": "le disque est plein",
    "SQLITE_READONLY": "elle ne peut être que lue",
    "SQLITE_CANTOPEN": "son fichier ne s’ouvre pas",
    "SQLITE_IOERR": "son disque est en panne",
    "SQLITE_NOTADB": "son fichier n’est pas une base de données",
    "08": "la connexion a été coupée",
    "25006": "elle ne peut être que lue",
    "28": "elle refuse l’utilisateur ou son mot de passe",
    "3D": "cette base n’existe pas",
    "53100": "le disque est plein",
    "53": "elle a trop à faire",
    "55": "un autre programme la tient verrouillée",
    "57014": "elle met trop de temps",
    "57P": "elle s’arrête ou démarre",
}
"""Why a database cannot be used, by the beginning of SQLite's name for it or of the SQLSTATE
(PostgreSQL, Appendix A): the first that fits."""

_CONSTRAINT = re.compile(r"constraint failed: ([\w.]+)")
"""How SQLite names what was broken."""

_QUERIED = re.compile(r"[?&]\w+=[^@]*@")
"""An « @ » in what looks like a parameter."""

_DRIVERS = {
    "sqlite": "sqlite",
    "postgresql": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",
}


_AMBIGUOUS = (
    "FLASH_DATABASE_URL\u00a0: adresse illisible. Écrivez "
    "postgresql://utilisateur:motdepasse@hôte:port/base\u00a0; dans l’utilisateur et le mot de "
    "passe, «\u00a0@\u00a0» s’écrit %40, «\u00a0:\u00a0» %3A, «\u00a0/\u00a0» %2F, "
    "«\u00a0?\u00a0» %3F, «\u00a0#\u00a0» %23 et «\u00a0%\u00a0» %25."
)


_ENCODING = (
    "FLASH_DATABASE_URL\u00a0: cette base est en {encoding}, où «\u00a0’\u00a0», «\u00a0€\u00a0» "
    "ou un emoji ne peuvent être gardés. Créez-en une en UTF-8 (createdb --encoding=UTF8 "
    "--template=template0 --locale=C.UTF-8 flash)\u00a0; si celle-ci a servi, docs/sauvegarde.md "
    "dit comment y mettre son contenu."
)


BREATH = 0.02
"""Seconds between two parts of bulk work: whoever waits for SQLite's lock meanwhile, as a bot
beside it, looks again several times."""


class DatabaseUnavailableError(Exception):
    """The database cannot be reached, opened or written; the message says what to do."""


class DatabaseEncodingError(DatabaseUnavailableError):
    """The database cannot hold what people write; the message says what to do."""


def database_url(text: str) -> URL:
    """Return the address with the driver that the store uses, whatever driver *text* names.

    The store runs transactions in threads, so ``sqlite+aiosqlite`` and ``postgresql+asyncpg`` are
    read as the same databases through their plain drivers.

    Raises:
        DatabaseUnavailableError: it is not the address of a SQLite or PostgreSQL database.
    """
    try:
        url = make_url(text)
        driver = _DRIVERS[url.get_backend_name()]
    except (ArgumentError, KeyError):
        raise DatabaseUnavailableError(
            "FLASH_DATABASE_URL\u00a0: ce n’est pas l’adresse d’une base SQLite ou PostgreSQL. "
            "Écrivez-la avec sqlite:/// ou postgresql:// au début."
        ) from None
    except ValueError:  # its port is no number: mostly the second half of a password
        raise DatabaseUnavailableError(_AMBIGUOUS) from None
    # What stands before the first « @ » is read as the password, what follows it as the host.
    if driver != "sqlite" and (text.count("@") > 1 or _QUERIED.search(text)):
        raise DatabaseUnavailableError(_AMBIGUOUS)
    return url.set(drivername=driver)


def shown(url: URL) -> str:
    """Return the address of a database as it may be said anywhere: without a secret."""
    return url.set(query={}).render_as_string(hide_password=True)


def _json(value: Any) -> str:
    return orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS).decode()


_OURS: dict[str, Any] = {
    "max_overflow": 0,
    "json_serializer": _json,
    "json_deserializer": orjson.loads,
}


def open_engine(url: URL, *, writes: bool, connections: int) -> Engine:
    """Return an engine on *url*; one for writing takes SQLite's write lock when it begins.

    By one for reading the database lets nothing be written.
    """
    if url.get_backend_name() != "sqlite":
        engine = sa.create_engine(
            url, pool_size=connections, connect_args=_POSTGRESQL_LIMITS, **_OURS
        )
        said = _IN_EACH_TRANSACTION if writes else f"{_IN_EACH_TRANSACTION}; {_ONLY_READING}"
        sa.event.listen(engine, "begin", _begin(said))
        return engine
    _make_folder(url)
    engine = sa.create_engine(url, poolclass=sa.QueuePool, pool_size=connections, **_OURS)
    sa.event.listen(engine, "connect", _prepare_sqlite)
    sa.event.listen(engine, "connect", _wait_ourselves if writes else _only_read)
    sa.event.listen(engine, "begin", _begin_writing if writes else _begin("BEGIN"))
    return engine


def open_copy(file: Path) -> Engine:
    """Return an engine on a SQLite file that is only looked at, and not even locked."""
    url = URL.create(
        "sqlite", database=f"{file.absolute().as_uri()}", query={"mode": "ro", "uri": "true"}
    )
    return sa.create_engine(url, poolclass=sa.NullPool)


def _make_folder(url: URL) -> None:
    if url.database and url.database != ":memory:":
        folder = Path(url.database).parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DatabaseUnavailableError(
                f"FLASH_DATABASE_URL\u00a0: le dossier {folder} ne peut pas être créé "
                f"({error.strerror}). Nommez-en un que l’utilisateur du service peut écrire."
            ) from None


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # The driver must not open transactions by itself: ours begin with the lock that they need.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={SQLITE_BUSY_MS}")
    _log_ahead(cursor)
    cursor.execute("PRAGMA wal_autocheckpoint=4000")  # pages: a log of 16 MB, copied less often
    cursor.execute("PRAGMA synchronous=FULL")  # what the bot has acknowledged is on disk
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _wait_ourselves(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA busy_timeout=0")  # by _begin_writing, which alone has to wait


def _only_read(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA query_only=ON")


def _log_ahead(cursor: sqlite3.Cursor) -> None:
    """Turn on the write-ahead log, which stays on in the file.

    Here SQLite does not wait by itself for a process that is about the same on a new file: it has
    begun to read, and whoever waited for a writer while reading could wait for ever.
    """
    deadline = time.monotonic() + SQLITE_BUSY_MS / 1000
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if not _is_busy(error) or time.monotonic() > deadline:
                raise
            time.sleep(_LOOK_AGAIN)
        else:
            return


def _begin(statement: str) -> Callable[[sa.Connection], None]:
    def begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql(statement)

    return begin


def _begin_writing(connection: sa.Connection) -> None:
    """Take SQLite's write lock; wait for another process that has it."""
    deadline = time.monotonic() + SQLITE_BUSY_MS / 1000
    while True:
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        except DBAPIError as error:
            if not _is_busy(error.orig) or time.monotonic() > deadline:
                raise
            time.sleep(_LOOK_AGAIN)
        else:
            return


def _is_busy(error: BaseException | None) -> bool:
    return getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY


def gather_statistics(connection: sa.Connection) -> None:
    """Let SQLite see what its indexes hold: by itself it never does, as PostgreSQL would.

    Without it, it takes an organisation's rows for ten and reads them all. It looks at some rows
    of each index, so that it takes milliseconds with a million.
    """
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA analysis_limit = 1000")
        connection.exec_driver_sql("ANALYZE")


def check_encoding(connection: sa.Connection) -> None:
    """Accept a database that can hold whatever people write.

    Raises:
        DatabaseEncodingError: it cannot hold a « ’ », a « € » or an emoji.
    """
    if connection.dialect.name != "postgresql":
        return
    encoding = connection.scalar(sa.text("SHOW server_encoding"))
    if encoding != "UTF8":
        raise DatabaseEncodingError(_ENCODING.format(encoding=encoding))


def unavailable(error: DBAPIError, url: URL) -> DatabaseUnavailableError:
    """Return the sentence for a database that cannot be used, without the password.

    What the driver says is quoted: it knows more than its code does.
    """
    why = _first_line(error)
    quoted = "" if any(secret in why for secret in _secrets(url)) else f" ({why})"
    return DatabaseUnavailableError(
        f"FLASH_DATABASE_URL\u00a0: {shown(url)} est inutilisable, {reason_of(error)}{quoted}. "
        "Vérifiez l’adresse, que PostgreSQL est démarré, ou que l’utilisateur du service peut "
        "lire et écrire le fichier."
    )


def _secrets(url: URL) -> list[str]:
    """Return what of an address no sentence may quote; a driver may, of what it does not grasp."""
    queried = (url.query.get(name) for name in ("password", "sslpassword", "passfile"))
    return [str(each) for each in (url.password, *queried) if each]


def reason_of(error: DBAPIError) -> str:
    """Return why the database cannot be used, in words that quote nothing."""
    code = getattr(error.orig, "sqlite_errorname", None) or getattr(error.orig, "sqlstate", None)
    if not code:
        return "elle ne répond pas"
    return next((said for begins, said in _REASONS.items() if code.startswith(begins)), code)


def may_only_read(error: BaseException) -> bool:
    """Tell whether something was to be written where that may not be."""
    if not isinstance(error, DBAPIError):
        return False
    codes = (getattr(error.orig, name, None) for name in ("sqlite_errorname", "sqlstate"))
    return any(code in ("SQLITE_READONLY", "25006") for code in codes)


def refused(error: StatementError) -> DatabaseRefusedError:
    """Return *error* without what it quotes: the statement's parameters are people's words."""
    diagnosis = getattr(error.orig, "diag", None)
    named = _CONSTRAINT.search(str(error.orig))
    constraint = getattr(diagnosis, "constraint_name", None) or (named[1] if named else "")
    return DatabaseRefusedError(f"{type(error.orig or error).__name__} {constraint}".strip())


def _first_line(error: DBAPIError) -> str:
    return next(iter(str(error.orig).strip().splitlines()), type(error.orig).__name__)


_is_behind: ContextVar[bool] = ContextVar("is_behind", default=False)


def patience() -> float:
    """Return the seconds for which whatever is asked for here waits to be begun."""
    return BEHIND if _is_behind.get() else PATIENCE


def unhurried(work: Callable[P, Coroutine[Any, Any, R]]) -> Callable[P, Coroutine[Any, Any, R]]:
    """Have *work*, and whatever it begins, wait as where no turn waits for it."""

    @wraps(work)
    async def waiting(*args: P.args, **kwargs: P.kwargs) -> R:
        before = _is_behind.set(True)
        try:
            return await work(*args, **kwargs)
        finally:
            _is_behind.reset(before)

    return waiting
