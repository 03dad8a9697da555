"""The words of `/alliance groups`."""

from dataclasses import dataclass

from handlers.kit import grammar

VERBS = frozenset({"list", "show", "join", "leave", "add", "lead", "people", "remove", "edit", "end"})


@dataclass(frozen=True, slots=True)
class Words:
    """What was typed: a verb, a group's short name, and what follows it."""

    verb: str | None
    slug: str
    rest: str
    people: tuple[str, ...]
    channel: str | None


def parse(text: str) -> Words:
    """Take `[VERB] [SLUG] [NAME] [@people]` apart; a short name alone shows its group."""
    parsed = grammar.parse(text, verbs=VERBS, options={"group"})
    named = parsed.option("group")
    slug, _, rest = parsed.text.strip().partition(" ")
    if not slug and not named and parsed.tags:
        slug = parsed.tags[0]
    if named:
        slug, rest = named[0], parsed.text
    channel = parsed.channels[0] if parsed.channels else None
    return Words(parsed.verb, slug.lower(), rest.strip(), parsed.people, channel)
