"""Proving that the journal is whole: verified entry by entry, and its head signed."""

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby
from typing import IO, Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from domain.journal import Entry, Fault, Link, Problem, canonical, moment, walk
from domain.records import record
from storage.backup.archive import Archive
from storage.contributions.proof import Proof
from storage.unit_of_work import UnitOfWork

_PURPOSE = b"journal"
_SIGNED = ("tenant", "organisation", "seq", "hash", "at")
_SAID = ("organisation", "seq", "at", "what", "subject", "who", "facts", "hash")


@record
class Checked:
    """What came of looking at the journal of one organisation; ``tenant`` may be unknown."""

    tenant: str
    end: Link
    problem: Problem | None


class Signer:
    """Signs heads of journals with a key that is derived from the installation's secret.

    Ed25519 (RFC 8032): who holds the public key alone can tell that a head is ours.
    """

    def __init__(self, secret: bytes) -> None:
        seed = hmac.new(secret, _PURPOSE, hashlib.sha256).digest()
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self.public_key = self._key.public_key().public_bytes_raw().hex()

    def head(self, tenant: str, organisation_id: int, end: Link, now: datetime) -> str:
        """Return a signed head as a JSON line."""
        said = dict(
            zip(_SIGNED, (tenant, organisation_id, end.seq, end.hash, moment(now)), strict=True)
        )
        signature = self._key.sign(canonical(said).encode()).hex()
        return canonical(said | {"public_key": self.public_key, "signature": signature})


def check_all(unit: UnitOfWork) -> list[Checked]:
    """Return what comes of looking at every journal: its chain, its end, what it tells of."""
    return [_check(unit, each) for each in unit.journal.organisations()]


def _check(unit: UnitOfWork, organisation_id: int) -> Checked:
    end, problem = walk(unit.journal.entries(organisation_id))
    if problem is None:
        problem = _end_problem(end, unit.journal.head(organisation_id))
    if problem is None:
        problem = unit.of(Proof).first_strange_content(organisation_id)
    if problem is None:
        problem = unit.journal.first_untrue_row(organisation_id)
    return Checked(unit.organisations.tenant(organisation_id), end, problem)


def _end_problem(end: Link, remembered: Link) -> Problem | None:
    if end.seq < remembered.seq:
        return Problem(Fault.MISSING, end.seq + 1)
    return None if end == remembered else Problem(Fault.HEAD, end.seq)


def heads(unit: UnitOfWork, signer: Signer, now: datetime) -> list[str]:
    """Return the newest entry of each journal, signed: to be kept where the bot cannot write."""
    return [
        signer.head(unit.organisations.tenant(each), each, unit.journal.head(each), now)
        for each in unit.journal.organisations()
    ]


def check_heads(unit: UnitOfWork, lines: Iterable[str], public_key: str) -> list[Checked]:
    """Return what comes of comparing heads that were kept elsewhere with the journals of today.

    Raises:
        ValueError: a line is no head.
    """
    return [_check_head(unit, _head(line), public_key) for line in lines if line.strip()]


def _check_head(unit: UnitOfWork, head: dict[str, Any], public_key: str) -> Checked:
    end, tenant = Link(head["seq"], head["hash"]), head["tenant"]
    if not is_signed(head, public_key):
        return Checked(tenant, end, Problem(Fault.SIGNATURE, end.seq))
    entry = unit.journal.at(head["organisation"], end.seq)
    if entry is None:
        return Checked(tenant, end, Problem(Fault.MISSING, end.seq) if end.seq else None)
    same = entry.hash == end.hash
    return Checked(tenant, end, None if same else Problem(Fault.HEAD, end.seq))


def is_signed(head: dict[str, Any], public_key: str) -> bool:
    """Tell whether a head was signed with that key, and says what was signed."""
    said = canonical({name: head[name] for name in _SIGNED}).encode()
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key)).verify(
            bytes.fromhex(head["signature"]), said
        )
    except (InvalidSignature, ValueError):  # ValueError: not hexadecimal, or no key
        return False
    return True


def _head(line: str) -> dict[str, Any]:
    head = json.loads(line)
    if not isinstance(head, dict) or not {*_SIGNED, "signature", "public_key"} <= head.keys():
        raise ValueError("no head of a journal")
    return head


def write_out(unit: UnitOfWork, signer: Signer, now: datetime) -> Iterator[str]:
    """Yield every entry as a JSON line, those of an organisation followed by its signed head."""
    for organisation_id in unit.journal.organisations():
        for entry in unit.journal.entries(organisation_id):
            values = (
                entry.organisation_id,
                entry.seq,
                moment(entry.at),
                entry.what,
                entry.subject,
                entry.who,
                entry.facts,
                entry.hash,
            )
            yield canonical(dict(zip(_SAID, values, strict=True)))
        tenant = unit.organisations.tenant(organisation_id)
        yield signer.head(tenant, organisation_id, unit.journal.head(organisation_id), now)


def check_written(lines: Iterable[str]) -> list[Checked]:
    """Return what comes of looking at what ``write_out`` wrote.

    Heads are checked with the public key that they carry; who wants to know that it is ours
    compares it. A journal whose head is gone is held for cut off.

    Raises:
        ValueError: a line is neither an entry nor a head.
    """
    read = (json.loads(line) for line in lines if line.strip())
    return [
        _check_one_written(list_of)
        for _, list_of in groupby(read, key=lambda said: said["organisation"])
    ]


def check_backup(file: IO[bytes]) -> list[Checked]:
    """Return what comes of looking at the journals in a backup.

    Raises:
        BackupError: it is no backup, or it is not as it was made.
    """
    tenants: dict[int, str] = {}
    chains: dict[int, tuple[Link, Problem | None]] = {}
    ends: dict[int, Link] = {}
    for part in Archive(file).parts():
        rows = (dict(zip(part.columns, row, strict=True)) for row in part.rows)
        match part.table:
            case "organisation":
                tenants = {row["id"]: row["tenant_id"] for row in rows}
            case "journal":
                of_one = groupby(rows, key=lambda row: row["organisation_id"])
                chains = {each: walk(map(_backed_up, entries)) for each, entries in of_one}
            case "journal_head":
                ends = {row["organisation_id"]: Link(row["seq"], row["hash"]) for row in rows}
            case _:
                continue
    return [
        Checked(tenants.get(each, ""), end, problem or _end_problem(end, ends.get(each, Link())))
        for each, (end, problem) in chains.items()
    ]


def _backed_up(row: dict[str, Any]) -> Entry:
    return Entry(**row | {"at": datetime.fromisoformat(row["at"])})


def _check_one_written(said: Iterable[dict[str, Any]]) -> Checked:
    heads: list[dict[str, Any]] = []
    end, problem = walk(_entries(said, heads))
    if not heads:
        return Checked("", end, problem or Problem(Fault.HEAD, end.seq))
    head = heads[-1]
    if problem is None and not is_signed(head, head["public_key"]):
        problem = Problem(Fault.SIGNATURE, head["seq"])
    if problem is None:
        problem = _end_problem(end, Link(head["seq"], head["hash"]))
    return Checked(head["tenant"], end, problem)


def _entries(said: Iterable[dict[str, Any]], heads: list[dict[str, Any]]) -> Iterator[Entry]:
    """Yield the entries, and put aside the heads."""
    for each in said:
        if "signature" in each:
            heads.append(each)
            continue
        values = [each[name] for name in _SAID]
        values[2] = datetime.fromisoformat(values[2])
        yield Entry(*values)
