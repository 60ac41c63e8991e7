"""What an examination of an installation may find: one symptom a finding, and how bad it is."""

from collections.abc import Iterable, Mapping
from dataclasses import field
from enum import StrEnum

from domain.records import record


class Verdict(StrEnum):
    """How a checked thing is, from well to broken."""

    OK = "ok"
    LOOK = "look"
    DOWN = "down"


class Symptom(StrEnum):
    """What was found; the word before the point names what was checked."""

    SETTINGS_WHOLE = "settings.whole"
    SETTINGS_OPEN = "settings.open"
    SETTINGS_UNREAD = "settings.unread"
    SETTINGS_WRONG = "settings.wrong"
    DATABASE_READY = "database.ready"
    DATABASE_NEW = "database.new"
    DATABASE_OLDER = "database.older"
    DATABASE_NEWER = "database.newer"
    DATABASE_AWAY = "database.away"
    DATABASE_ENCODING = "database.encoding"
    DATABASE_READ_ONLY = "database.read_only"
    DISK_ROOM = "disk.room"
    DISK_LITTLE = "disk.little"
    DISK_FULL = "disk.full"
    DISK_READ_ONLY = "disk.read_only"
    KEY_SETTING = "key.setting"
    KEY_FILE = "key.file"
    KEY_OPEN = "key.open"
    KEY_LATER = "key.later"
    KEY_LOST = "key.lost"
    KEY_DAMAGED = "key.damaged"
    KEY_UNREADABLE = "key.unreadable"
    CLOCK_RIGHT = "clock.right"
    CLOCK_DRIFTS = "clock.drifts"
    CLOCK_WRONG = "clock.wrong"
    CLOCK_UNKNOWN = "clock.unknown"
    SIGNING_KNOWN = "signing.known"
    SIGNING_AWAY = "signing.away"
    SIGNING_UNTRUSTED = "signing.untrusted"
    SIGNING_PROXY_AWAY = "signing.proxy_away"
    SIGNING_PROXY_REFUSES = "signing.proxy_refuses"
    SIGNING_UNUSABLE = "signing.unusable"
    ENTRA_GIVEN = "entra.given"
    ENTRA_CREDENTIALS = "entra.credentials"
    ENTRA_APP = "entra.app"
    ENTRA_TENANT = "entra.tenant"
    ENTRA_REFUSED = "entra.refused"
    ENTRA_AWAY = "entra.away"
    BOT_READY = "bot.ready"
    BOT_NOT_READY = "bot.not_ready"
    BOT_STOPPED = "bot.stopped"
    ADDRESS_WELL = "address.well"
    ADDRESS_NONE = "address.none"
    ADDRESS_PLAIN = "address.plain"
    ADDRESS_AWAY = "address.away"
    ADDRESS_CERTIFICATE = "address.certificate"
    ADDRESS_ENDS_SOON = "address.ends_soon"
    ADDRESS_OTHER = "address.other"
    ADDRESS_SHUT = "address.shut"
    ADDRESS_METRICS = "address.metrics"
    CHANNEL_HEARD = "channel.heard"
    CHANNEL_UNHEARD = "channel.unheard"
    CHANNEL_MANY = "channel.many"
    CHANNEL_NO_TEAM = "channel.no_team"
    SENDS_NONE_LATE = "sends.none_late"
    SENDS_LATE = "sends.late"
    SENDS_STUCK = "sends.stuck"
    UNEXPECTED = "doctor.unexpected"

    @property
    def check(self) -> str:
        """What was checked."""
        return self.value.partition(".")[0]


@record
class Finding:
    """One thing that was checked; *facts* fill the sentence that is said of it."""

    verdict: Verdict
    symptom: Symptom
    facts: Mapping[str, object] = field(default_factory=dict)


def worst(findings: Iterable[Finding]) -> Verdict:
    """Return how the whole is: as bad as its worst part."""
    order = list(Verdict)
    return max((each.verdict for each in findings), key=order.index, default=Verdict.OK)
