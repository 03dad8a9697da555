"""Faces: initials on a colour that stays with the person; the app has a mark of its own."""

from html import escape
from zlib import crc32

from sandbox.users import User

_COLOURS = ("#b5485d", "#3f7d58", "#4a6fa5", "#8a5a9e", "#b8752d", "#2d7f86", "#9a5b4f", "#5f6caf", "#6b7f2a")
_MARK = (
    '<svg viewBox="0 0 40 40" aria-hidden="true"><rect width="40" height="40" fill="#1d3557"/>'
    '<g fill="none" stroke-width="3.2"><circle cx="16" cy="17" r="7.4" stroke="#8fd3c8"/>'
    '<circle cx="24" cy="17" r="7.4" stroke="#f4d58d"/><circle cx="20" cy="24" r="7.4" stroke="#f29e8e"/>'
    "</g></svg>"
)


def avatar(user: User, size: str = "", icon: str = "") -> str:
    """Return the face of an account as HTML; `icon` replaces it, `size` is a class of the style sheet."""
    if icon:
        return f'<span class="avatar {size} icon" aria-hidden="true">{escape(icon)}</span>'
    if user.is_bot and user.app_id:
        return f'<span class="avatar {size}">{_MARK}</span>'
    colour = _COLOURS[crc32(user.id.encode()) % len(_COLOURS)]
    style = f'style="background:{colour}"'
    return f'<span class="avatar {size}" {style} aria-hidden="true">{escape(_initials(user))}</span>'


def _initials(user: User) -> str:
    words = user.real_name.removeprefix("Dr ").split()
    return "".join(word[0].upper() for word in words[:2])
