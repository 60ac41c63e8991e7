"""Ways to start the bot and what it needs beside it."""
