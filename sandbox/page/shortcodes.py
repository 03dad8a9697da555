"""Emoji: `:tada:` and its like, as the characters that they stand for."""

import re

import emoji

_SHORTCODE = re.compile(r":([a-z0-9_+'’-]+):(?::skin-tone-[2-6]:)?", re.IGNORECASE)
_ALIASES = {
    "thumbsup_all": "👍",
    "slightly_smiling_face": "🙂",
    "simple_smile": "🙂",
    "large_green_circle": "🟢",
    "large_yellow_circle": "🟡",
    "large_red_square": "🟥",
    "heavy_check_mark": "✔️",
    "bust_in_silhouette": "👤",
    "spiral_calendar_pad": "🗓️",
    "raised_hands": "🙌",
    "pray": "🙏",
    "hugging_face": "🤗",
    "face_with_cowboy_hat": "🤠",
}
"""Slack's names that the library does not know."""


def character(name: str) -> str:
    """Return the emoji of this name, or the shortcode itself where there is none."""
    plain = name.partition("::")[0].lower()
    code = f":{plain}:"
    return _ALIASES.get(plain) or str(emoji.emojize(code, language="alias", variant="emoji_type"))


def with_emoji(text: str) -> str:
    """Return text with each shortcode that is known replaced."""
    return _SHORTCODE.sub(_replaced, text)


def _replaced(match: re.Match[str]) -> str:
    found = character(match.group(1))
    return match.group() if found.startswith(":") else found
