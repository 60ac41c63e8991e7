"""People: who works where, who leads quality, and their chat with the bot."""
