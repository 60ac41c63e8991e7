"""The buttons of « Diffusion »."""

from cards.verbs import Data, Id, OptionalId, Page


class ListSends(Data):
    """« Diffusion »: the last prompts and flashes (quality lead)."""

    verb = "sends.list"

    page: Page = 0


class OpenSends(Data):
    """What became of one of them."""

    verb = "sends.open"

    run: Id
    page: Page = 0


class RetrySends(Data):
    """Sends again what was not delivered: one message, or all that failed."""

    verb = "sends.retry"

    run: Id
    send: OptionalId = None
