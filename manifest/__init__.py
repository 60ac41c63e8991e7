"""The Teams app: what Teams shows of the bot, and the command that packs it."""
