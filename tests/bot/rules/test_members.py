"""Who belongs to the alliance, as far as Slack tells."""

import pytest

from bot.actor import SlackAccount
from bot.errors import RuleError
from bot.rules.members import Profile, email_domains, ensure_person, ensure_present

ANA = Profile(SlackAccount("T1", "U1"), "Ana", "ana@food-bank.example", "America/New_York", "en-US")


@pytest.mark.parametrize(
    ("email", "domains"),
    [
        ("ana@clinic.example", ["clinic.example"]),
        ("Ana@Wards.Hospital.Example", ["wards.hospital.example", "hospital.example"]),
        ("a@b@clinic.example", ["clinic.example"]),
        ("ana@localhost", []),
        ("ana", []),
        ("clinic.example", []),
        ("", []),
        (None, []),
    ],
)
def test_email_domains(email: str | None, domains: list[str]) -> None:
    """An address belongs to its domain and to the domains above it, but to no top-level domain."""
    assert list(email_domains(email)) == domains


def test_an_app_is_no_person() -> None:
    """An app is refused by name, with whom to name instead."""
    ensure_person(ANA)
    app = Profile(SlackAccount("T1", "U2"), "deploybot", None, None, None, is_app=True)
    with pytest.raises(RuleError) as caught:
        ensure_person(app)
    assert caught.value.sentence == (
        "deploybot is an app, not a person. Name the people or the organisation behind it."
    )
    assert caught.value.field == "people"


def test_somebody_who_has_left_is_not_present() -> None:
    """A deactivated account is refused by name, with what to do."""
    ensure_present("Ana", is_deactivated=False)
    with pytest.raises(RuleError) as caught:
        ensure_present("Nina", is_deactivated=True)
    assert "Leave Nina out, or name the organisation with org:NAME." in caught.value.sentence
    assert caught.value.field == "people"
