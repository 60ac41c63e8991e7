"""What is found in a text, as these tests tell it."""

from domain.confidentiality import examine

STAFF = ("Sandrine Keller", "Jean-Marc Schmitt", "Fatima El Idrissi", "Inès", "Baumann")


def found_in(text: str, roster: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """Return the kind and the words of all that may identify somebody."""
    return [(span.type.value, text[span.start : span.end]) for span in examine(text, roster).spans]
