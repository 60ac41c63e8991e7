"""The buttons about people's own data, and how long what is kept."""

from cards.verbs import Data, TypedNumber


class ShowMyData(Data, verb="rights.show"):
    """« Mes données »."""


class AskErasure(Data, verb="rights.ask_erasure"):
    """« Effacer mon nom »: says what it means."""


class Erase(Data, verb="rights.erase"):
    """« Effacer mon nom », confirmed."""


class EditRetention(Data, verb="rhythm.edit_retention"):
    """Asks for the form of how long what is kept."""


class SaveRetention(Data, verb="rhythm.save_retention"):
    """Months."""

    leavers: TypedNumber = ""
    names: TypedNumber = ""
    withdrawn: TypedNumber = ""
