"""Hearing: an activity is read, and handed to the room that deals with it."""
