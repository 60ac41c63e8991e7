"""The buttons of « Diffusion »."""

from cards.verbs import Data, Id, OptionalId, Paged


class ListSends(Paged, verb="sends.list"):
    """« Diffusion »: the last prompts and flashes (quality lead)."""


class _OfRun(Data):
    run: Id


class OpenSends(Paged, _OfRun, verb="sends.open"):
    """What became of one of them."""


class RetrySends(_OfRun, verb="sends.retry"):
    """Sends again what was not delivered: one message, or all that failed."""

    send: OptionalId = None
