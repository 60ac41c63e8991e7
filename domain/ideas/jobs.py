"""The job of the idea box: whoever can answer is told what waits for an answer."""

from domain.rhythm import Job

IDEA_NUDGE = Job("idea-nudge", "nudge", is_made_up_for=True)
