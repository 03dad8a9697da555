"""Phrases of everyday life that look like identifiers."""

import re

OLD = r"(?:9\d|1[01]\d)"
"""An age over 89."""
_TOLL_FREE = r"\(?8(?:00|33|44|55|66|77|88)\b"
THING = (
    r"(?:building|hospital|church|school|house|hall|organi[sz]ation|foundation|tradition|clinic|wing|alliance|city"
    r"|town|bridge|tree|library|company|society|agency|law|program|shelter|pantry|garden|network|coalition|cent(?:er|re)"
    r"|institute|club|charity|group|team|park|museum|bank|partnership)"
)
"""What may be as old as that, and is no person."""
_INNOCENT = re.compile(
    rf"""(?<![\w.-])(?:\+?1[\s.-]?)?{_TOLL_FREE}\)?[\s.-]?\d{{3}}[\s.-]?\d{{4}}\b
    |(?i:\b(?:in|on)\s(?:the|a|those|some)?\s?rare\scases?\b)
    |(?i:\brare[\s-]diseases?\s(?:day|week|month|network|foundation|group|communit\w{{1,3}}|advoca\w{{1,4}}|alliance))
    |(?i:\b(?:{THING}|we|it|which)\s(?:is|are|was|were|turned|turns)\s(?:now\s)?{OLD}\b)
    |(?i:\b{OLD}[\s-]years?[\s-]old\s(?:\w{{1,15}}\s)?{THING}\b)
    |(?i:\bcase\s(?:stud|manag|conferenc|work|load|find)\w{{0,8}})
    |(?i:\bcases?\sof\s(?:water|beer|wine|soda|juice|milk|food|fruit|apples|oranges|eggs|snacks|supplies|paper|gloves|masks|books|diapers|formula|emergency)\b)
    """,
    re.VERBOSE,
)
"""Phrases of everyday life that look like identifiers, blanked out before anything is looked for."""

_PLAIN = {
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-"),
    **dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad")),
}
"""Dashes of all widths are one dash; what nobody sees is left out."""
_BLANKS = re.compile(r"[^\S\n]+")


def blanked(text: str) -> str:
    """Return a text to search: dashes and spaces plain, innocent phrases blanked out."""
    return _INNOCENT.sub("\0", _BLANKS.sub(" ", text.translate(_PLAIN)))
