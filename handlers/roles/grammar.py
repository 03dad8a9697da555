"""The words of `/alliance roles`."""

from dataclasses import dataclass

from handlers.kit import grammar

VERBS = frozenset(
    {"list", "matrix", "gaps", "who", "confirm", "add", "assign", "end", "remove", "set", "area", "areas"}
)
ACTING = "acting"


@dataclass(frozen=True, slots=True)
class Words:
    """What was typed: a verb, a short name and what follows it, people and options."""

    verb: str | None
    text: str
    person: str | None
    organization: str | None
    group: str | None
    until: str | None
    is_acting: bool

    @property
    def key(self) -> str:
        """Return the first word of the text."""
        return self.text.partition(" ")[0]

    @property
    def rest(self) -> str:
        """Return what follows the first word of the text."""
        return self.text.partition(" ")[2].strip()


def parse(text: str) -> Words:
    """Take `[VERB] [KEY] [REST] [@person] [org:x] [group:x] [until:DATE] [acting]` apart."""
    parsed = grammar.parse(text, verbs=VERBS, options={"org", "group", "until"})
    words = parsed.text.split()
    is_acting = parsed.verb == "assign" and ACTING in [word.lower() for word in words[1:]]
    rest = " ".join(word for word in words if not (is_acting and word.lower() == ACTING))
    return Words(
        verb=parsed.verb,
        text=rest,
        person=next(iter(parsed.people), None),
        organization=next(iter(parsed.option("org")), None),
        group=next(iter(parsed.option("group")), None),
        until=next(iter(parsed.option("until")), None),
        is_acting=is_acting,
    )
