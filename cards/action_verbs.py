"""The buttons of the action plan: their verbs and what they carry, as ``cards.verbs`` says."""

from cards import verbs
from cards.verbs import Data


class NewAction(Data):
    """« En faire une action »: of a theme, or of a contribution; of nothing asks for the form."""

    verb = "action.new"

    theme: verbs.OptionalId = None
    contribution: verbs.OptionalId = None
