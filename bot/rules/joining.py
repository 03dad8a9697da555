"""What the alliance agreed on about joining: who is let in, and what newcomers agree to."""

from enum import StrEnum

NO_NAME = "the alliance"


class Joining(StrEnum):
    """The way in: everybody in the workspace, or whom a coordinator lets in."""

    OPEN = "open"
    APPROVAL = "approval"


GROUND_RULES = (
    "Listen to understand.",
    "One person speaks at a time.",
    "Name problems, not people.",
    "No patient or client details, anywhere in here.",
    "Say it here, or to a steward.",
)
"""What everybody who takes part agrees to."""
