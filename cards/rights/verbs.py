"""The buttons about people's own data, and how long what is kept."""

from pydantic import Field

from cards.verbs import Data


class ShowMyData(Data):
    """« Mes données »."""

    verb = "rights.show"


class AskErasure(Data):
    """« Effacer mon nom »: says what it means."""

    verb = "rights.ask_erasure"


class Erase(Data):
    """« Effacer mon nom », confirmed."""

    verb = "rights.erase"


class EditRetention(Data):
    """Asks for the form of how long what is kept."""

    verb = "rhythm.edit_retention"


class SaveRetention(Data):
    """Months."""

    verb = "rhythm.save_retention"

    leavers: str = Field("", max_length=20)
    names: str = Field("", max_length=20)
    withdrawn: str = Field("", max_length=20)
