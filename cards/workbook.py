"""What every workbook that the bot writes has in common."""

TEXTS_AS_TEXTS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
"""Options of a workbook that is written line by line, and in which nothing computes."""
