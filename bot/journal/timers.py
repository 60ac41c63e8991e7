"""The newest entry of each journal, signed and told once a day where logs are kept.

Logs mostly leave the machine: who would write a whole journal anew cannot change what was told.
"""

import logging

from bot.journal import usecases as journal
from bot.journal.usecases import Signer
from bot.plug import Site
from storage.database import DatabaseUnavailableError

_LOGGER = logging.getLogger(__name__)


async def tell_heads(site: Site) -> None:
    """Write a line a journal; ``journal verify --heads FILE`` takes them without what precedes."""
    signer = Signer(site.policy.secret)
    try:
        for head in await site.store.read(journal.heads, signer, site.clock()):
            _LOGGER.info("journal head %s", head)
    except DatabaseUnavailableError as error:
        _LOGGER.warning("the database is away (%s), no journal head today", error)
