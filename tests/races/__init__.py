"""Two bots on one PostgreSQL do two things to the same row at once."""
