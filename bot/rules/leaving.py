"""What a member holds for the alliance, and passes on before leaving."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Holding:
    """Something that belongs to a member: `subject` names its row, such as action:12, `label` shows it."""

    subject: str
    label: str
