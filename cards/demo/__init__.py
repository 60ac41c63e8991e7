"""The demonstration: an invented Mission Locale."""
