"""People and organisations in messages: mentioned or named, with whom they represent."""

from collections.abc import Sequence

from bot.rules.members import Party
from handlers.kit import blocks

NAME_SHOWN = 80
"""Characters of one name, so that even the oddest fits, escaped."""


def full(party: Party, *, mentions: bool = False) -> str:
    """Return somebody as mrkdwn, with the organisation behind the name; a mention notifies."""
    shown = bare(party, mentions=mentions)
    return f"{shown} ({_plain(party.organization)})" if party.organization else shown


def bare(party: Party, *, mentions: bool = False) -> str:
    """Return somebody as mrkdwn, without the organisation; a mention notifies."""
    if party.is_organization:
        return f"*{_plain(party.name)}*"
    return blocks.mention(party.user_id) if mentions and party.user_id else _plain(party.name)


def joined(names: Sequence[str]) -> str:
    """Return names as a sentence lists them: "a, b and c"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _plain(name: str) -> str:
    return blocks.plain_name(blocks.clip(name, NAME_SHOWN))
