"""What identifies a person for certain: refused, with no way through."""

from bot.rules.privacy.patterns import Category, pattern
from bot.rules.privacy.people import PERSON, ROLE

_GAP = (
    r"[\s:#.,=()/-]{0,4}"
    r"(?:(?:is|was|are|no|num|number|nr|id|ends?(?:\sin)?|ending(?:\sin)?|digits|and|we|i|have|had|on\sfile|here|listed"
    r"|given|should|be|says|reads|he|she|they|gave|got|now|still)\b[\s:#.,=()/-]{0,4}){0,5}"
)
"""What stands between a label and its value."""
_NUMBER_WORD = r"(?:\s?#|\W{0,2}(?:id|i\.d\.|identification|number|num|no|nr)\b)"


def _id(digits: int) -> str:
    """Return the pattern of a value with at least so many digits, and letters and separators between."""
    return rf"(?:[A-Za-z]{{0,4}}-?|(?-i:[A-Z]{{1,4}}) )\d(?:[ .-]?[A-Za-z]?\d){{{digits - 1},20}}"


_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = (
    r"(?:\d{1,4}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{1,4}"
    rf"|{_DAY}\s(?:of\s)?{_MONTH},?\s\d{{2,4}}|{_MONTH}\s{_DAY},?\s\d{{2,4}})"
)

_LINK = (
    r"(?:[\s:,;()'’=-]{1,3}(?:s|has|had|have|is|was|with|as|the|a|an|of|in|for|d|seen|treated|admitted|here|now|came|comes|back|new|again|still|also|likely)\b)"
    r"{0,5}[\s:,;()=-]{1,3}"
)
_CLINICAL = r"(?i:dx(?:['’]?d)?|diagnos\w{1,6}|icd(?:-?10)?(?:-cm)?|coded?|codes)\b"
_CODE = r"(?<![\w.-])[A-TV-Z]\d[0-9AB](?:\.[0-9A-Za-z]{1,4})?(?![\w-])"
_FULL_CODE = r"(?<![\w.-])[A-TV-Za-tv-z]\d[0-9ABab]\.[0-9A-Za-z]{1,4}(?![\w-])"

IDENTIFIERS = (
    pattern(
        Category.SSN,
        "123-45-6789",
        r"(?<![\w.-])(?!000|666)\d{3}(?P<sep>[ .-])(?!00)\d{2}(?P=sep)(?!0000)\d{4}(?![\w-]|\.\d)",
    ),
    pattern(
        Category.SSN,
        "social security is 520338174",
        rf"(?i:\bsoc(?:ial)?\.?\ssec(?:urity)?\b{_GAP}\d{{3}}[ .-]?\d{{2}}[ .-]?\d{{4}}\b)",
    ),
    pattern(Category.SSN, "xxx-xx-6789", r"(?i:(?<!\w)[x*]{3}[ -]?[x*]{2}[ -]?\d{4}\b)"),
    pattern(
        Category.SSN,
        "SSN ending in 4410",
        rf"(?i:\b(?:ssns?|s\.s\.n|ss(?=\s?#)|ss\s(?=number|no\b)|soc(?:ial)?\.?\ssec(?:urity)?(?:{_NUMBER_WORD}|:)|(?:her|his|their|my)\ssocial){_GAP}"
        r"(?:\d[ .-]?){3,8}\d(?!\d))",
    ),
    pattern(
        Category.MEDICAL_RECORD,
        "MRN 00451298",
        rf"(?i:\b(?:mrns?\b|m\.r\.n\b|mr(?=\s?#)|med(?:ical)?\.?\s?rec(?:ord)?s?\.?(?:{_NUMBER_WORD}|:)){_GAP}{_id(3)})",
    ),
    pattern(
        Category.MEDICAL_RECORD,
        "chart no. 221904",
        rf"(?i:\b(?:chart|patient|client|pt|hospital|encounter|record|(?:patient|hospital)\sac(?:count|ct)){_NUMBER_WORD}{_GAP}{_id(5)})",
    ),
    pattern(
        Category.MEMBER_ID,
        "Medicaid ID 123456789A",
        r"(?i:\b(?:medicaid|medicare|medi-?cal|chip|member|subscriber|beneficiary|insurance(?:\spolicy)?|policy(?=\sid)|health\splan"
        rf"|mbi)(?:\s(?:card|recipient|member|plan|policy|beneficiary|claim)){{0,2}}(?:{_NUMBER_WORD}|(?<=mbi)){_GAP}{_id(5)})",
    ),
    pattern(
        Category.MEMBER_ID, "medicaid 8841209931", r"(?i:\bmedi(?:caid|care)[\s:]{1,2}[a-z]{0,2}\d{7,14})"
    ),
    pattern(
        Category.MEMBER_ID,
        "1EG4-TE5-MK73",
        r"(?i:\b[1-9][a-z][a-z0-9]\d[\s-]?[a-z][a-z0-9]\d[\s-]?[a-z]{2}\d{2}\b)",
    ),
    pattern(
        Category.BIRTH_DATE,
        "DOB 3/4/1981",
        rf"(?i:\b(?:d\.?\s?o\.?\s?b\b|date[\s-]of[\s-]birth|birth[\s-]?date|b(?:irth)?[\s-]?day)(?:\sof\b)?{_GAP}"
        rf"(?:{_DATE}|\d{{8}}\b|\d{{6}}\b))",
    ),
    pattern(
        Category.BIRTH_DATE,
        "DOB 3/4",
        rf"(?i:\bd\.?o\.?b\b{_GAP}(?:\d{{1,2}}[/-]\d{{1,4}}|{_MONTH}\s{_DAY})\b)",
    ),
    pattern(Category.BIRTH_DATE, "born on 3/4/1981", rf"(?i:\bborn[\s:,]{{1,2}}(?:on\s)?(?:the\s)?{_DATE})"),
    pattern(
        Category.DIAGNOSIS,
        "Jane Doe has E11.9",
        rf"\b{PERSON}{_LINK}(?:{_FULL_CODE}|{_CLINICAL}{_LINK}{_CODE}|{_CLINICAL}{_LINK}{_FULL_CODE})",
    ),
    pattern(
        Category.DIAGNOSIS,
        "E11.9: Jane Doe",
        rf"(?:{_FULL_CODE}|{_CLINICAL}{_LINK}{_CODE}){_LINK}(?:{ROLE}\s)?{PERSON}",
    ),
)
