"""The words of the guard: kinds of identifiers, and the patterns that find them."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Category(StrEnum):
    """A kind of identifier."""

    SSN = "ssn"
    MEDICAL_RECORD = "medical_record"
    MEMBER_ID = "member_id"
    BIRTH_DATE = "birth_date"
    DIAGNOSIS = "diagnosis"
    NAMED_PERSON = "named_person"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    AGE = "age"
    RARE_CASE = "rare_case"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A way in which an identifier is written, and an example of it."""

    category: Category
    example: str
    expression: re.Pattern[str]


def pattern(category: Category, example: str, expression: str) -> Pattern:
    """Return a pattern; its repetitions are bounded, so that a search takes linear time."""
    return Pattern(category, example, re.compile(expression))
