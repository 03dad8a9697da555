"""What the alliance agreed on about responsibility: the letters of the RACI matrix."""

from enum import StrEnum

from bot.errors import RuleError
from bot.rules.members import Party


class Letter(StrEnum):
    """What somebody has to do with an area."""

    RESPONSIBLE = "R"
    ACCOUNTABLE = "A"
    CONSULTED = "C"
    INFORMED = "I"


NAMES = {
    Letter.ACCOUNTABLE: "Accountable",
    Letter.RESPONSIBLE: "Responsible",
    Letter.CONSULTED: "Consulted",
    Letter.INFORMED: "Informed",
}
"""Each letter as people read it, in the order of how much it asks."""

MEANINGS = {
    Letter.ACCOUNTABLE: "answers for the result; one for each area",
    Letter.RESPONSIBLE: "does the work",
    Letter.CONSULTED: "is asked before something is decided",
    Letter.INFORMED: "hears of it afterwards",
}

AREAS = {
    "data": "Data & analysis",
    "evaluation": "Research & evaluation",
    "outreach": "Outreach & delivery",
    "funding": "Grant funding",
    "communication": "Communication",
    "strategy": "Strategy",
    "facilitation": "Facilitation",
    "safeguarding": "Safeguarding concerns",
}
"""The areas of work that every alliance has, by their short names."""


class AccountableError(RuleError):
    """A second accountable party for an area, which has one."""

    def __init__(self, area: str, holder: Party) -> None:
        """Name the holder, and say what to do."""
        name = f"{holder.name} ({holder.organization})" if holder.organization else holder.name
        super().__init__(
            f"{name} is accountable for {area} already. Make it Responsible, or hand the A over first.",
            field="letter",
        )


def parse_letter(text: str) -> Letter | None:
    """Return the letter that a word stands for, None for `none` or a dash, or raise RuleError."""
    word = text.strip().lower()
    if word in {"none", "-", "–", "no", "nothing"}:
        return None
    for letter, name in NAMES.items():
        if word in {letter.lower(), name.lower()}:
            return letter
    raise RuleError(
        "Say A (accountable), R (responsible), C (consulted), I (informed), or none to take it away.",
        field="letter",
    )


def rivals(letter: Letter) -> frozenset[Letter]:
    """Return the letters that one replaces: beside the A stands at most one of the others."""
    return (
        frozenset({Letter.ACCOUNTABLE})
        if letter is Letter.ACCOUNTABLE
        else frozenset(NAMES) - {Letter.ACCOUNTABLE}
    )
