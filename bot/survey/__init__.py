"""The young people’s survey: one question, five faces, and their weather."""
