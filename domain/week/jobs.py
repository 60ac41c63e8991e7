"""The jobs of the week: the questions, their reminder, then the flash."""

from domain.rhythm import Job

FRIDAY_PROMPT = Job("friday-prompt", "prompt", in_its_week=True, is_personal=True)
FRIDAY_REMINDER = Job("friday-reminder", "reminder")
MONDAY_FLASH = Job("monday-flash", "flash", follows=FRIDAY_REMINDER)
