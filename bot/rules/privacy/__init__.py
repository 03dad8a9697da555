"""The privacy guard: what people type is checked before anything is stored.

A seat-belt, not a certified data-loss prevention: it catches what is written in the usual ways, in
English, by people who mean no harm. What it misses is still not allowed.
"""

from dataclasses import dataclass
from enum import StrEnum

from bot.errors import RuleError
from bot.rules.privacy.hints import HINTS
from bot.rules.privacy.identifiers import IDENTIFIERS
from bot.rules.privacy.innocent import blanked
from bot.rules.privacy.patterns import Category

SAID = {
    Category.SSN: "a Social Security number",
    Category.MEDICAL_RECORD: "a medical record number",
    Category.MEMBER_ID: "a member, Medicaid or Medicare id",
    Category.BIRTH_DATE: "a date of birth",
    Category.DIAGNOSIS: "a diagnosis beside a name",
    Category.NAMED_PERSON: "the name of a patient, client or student",
    Category.PHONE: "a phone number",
    Category.EMAIL: "an e-mail address",
    Category.ADDRESS: "a street address",
    Category.AGE: "an age over 89",
    Category.RARE_CASE: "a case so rare that it points to one person",
}
"""Each category, as it stands after "this looks like"."""


class Strength(StrEnum):
    """What follows from a hit."""

    BLOCK = "block"
    WARN = "warn"


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that may identify a person. It holds nothing of the text."""

    category: Category
    strength: Strength


class PrivacyError(RuleError):
    """A text that identifies a person. It names the category, and holds nothing of the text."""

    def __init__(self, category: Category, *, field: str | None = None) -> None:
        """Keep the category, and say what to do."""
        super().__init__(
            f"This looks like {SAID[category]}, and I kept nothing of it. Leave it out: "
            "no patient or client information belongs in here.",
            field=field,
        )
        self.category = category


class UnconfirmedError(PrivacyError):
    """A text that may identify a person; its writer can confirm that it is about no patient or client."""


def find(text: str) -> list[Hit]:
    """Return each category that a text has something of, the certain ones first."""
    searched = blanked(text)
    return [
        Hit(category, strength)
        for strength, patterns in ((Strength.BLOCK, IDENTIFIERS), (Strength.WARN, HINTS))
        for category in dict.fromkeys(one.category for one in patterns if one.expression.search(searched))
    ]


def ensure_private(text: str | None, *, confirmed: bool = False, field: str | None = None) -> None:
    """Raise PrivacyError for a text that identifies somebody, UnconfirmedError where it only may.

    `confirmed` says that the writer has checked it; identifiers are refused all the same.
    """
    for hit in find(text or ""):
        if hit.strength is Strength.BLOCK:
            raise PrivacyError(hit.category, field=field)
        if not confirmed:
            raise UnconfirmedError(hit.category, field=field)
