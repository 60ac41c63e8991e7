"""The only code that speaks Bot Framework."""
