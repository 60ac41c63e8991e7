"""What the bot can do: short functions, each one transaction."""
