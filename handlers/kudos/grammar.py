"""The words of `/kudos`."""

from dataclasses import dataclass

from handlers.kit import grammar

VERBS = frozenset({"mine", "wall"})


@dataclass(frozen=True, slots=True)
class Words:
    """What was typed: a verb with what follows it in `reason`, or whom to thank and what for."""

    verb: str | None
    people: tuple[str, ...]
    groups: tuple[str, ...]
    organizations: tuple[str, ...]
    reason: str
    value: str | None


def parse(text: str) -> Words:
    """Take the text of a `/kudos` command apart: `@a [@b …] [org:SLUG] REASON [#value]`.

    With somebody named in it, it is a thank-you, and its first word no verb.
    """
    parsed = grammar.parse(text, verbs=VERBS, options={"org"})
    if parsed.people or parsed.groups or parsed.option("org"):
        parsed = grammar.parse(text, options={"org"})
    return Words(
        verb=parsed.verb,
        people=parsed.people,
        groups=parsed.groups,
        organizations=tuple(slug.lower() for slug in parsed.option("org")),
        reason=parsed.text,
        value=parsed.tags[0] if parsed.tags else None,
    )
