"""What every turn needs at hand; put together in ``bot.app``."""

from dataclasses import dataclass, field

from bot.clock import Clock
from bot.erasures import Erasures
from bot.teams.hearing.screens import Screens
from bot.teams.sending.connector import Connector
from bot.teams.sending.delivery import Delivery
from bot.usecases.links import Links
from bot.usecases.turn import Policy
from domain.understanding import Classifier
from storage.store import Store


@dataclass(frozen=True, slots=True)
class Desk:
    """The parts that a turn works with."""

    store: Store
    connector: Connector
    delivery: Delivery
    policy: Policy
    clock: Clock
    classifier: Classifier
    links: Links
    erasures: Erasures
    screens: Screens
    known: set[tuple[str, str]] = field(default_factory=set)
    """People whose user principal name was asked for, by tenant and Entra object id."""
