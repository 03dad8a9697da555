"""What stands between < and > in Slack's texts: people, channels, groups, moments and links."""

import re
from datetime import UTC, datetime
from html import escape
from urllib.parse import urlsplit

from sandbox.page.dates import formatted
from sandbox.page.reader import Reader, described

Labels = Reader
"""Whoever the texts are labelled for."""

_DATE = re.compile(r"!date\^(-?\d+)\^([^^|]*)(?:\^([^|]*))?(?:\|(.*))?$")
_ARCHIVE = re.compile(r"^/archives/([A-Z0-9]+)/p(\d{10})(\d{6})$")
_SCHEMES = {"http", "https", "mailto", "tel"}
_BROADCASTS = {"channel", "here", "everyone"}


def reference(token: str, labels: Labels) -> str:
    """Return a token as HTML."""
    target, _, label = token.partition("|")
    if target.startswith("@"):
        return person(target[1:], labels)
    if target.startswith("#"):
        return room(target[1:], labels)
    if target.startswith("!date^"):
        return moment(token, labels)
    if target.startswith("!"):
        return _group(target[1:], label, labels)
    return link(target, label, labels)


def plain(token: str, labels: Labels) -> str:
    """Return a token as text, as it stands in code."""
    return re.sub(r"<[^>]+>", "", reference(token, labels))


def person(user_id: str, labels: Labels) -> str:
    """Return a mention of somebody."""
    user = labels.account(user_id)
    if user is None:
        return _chip("@unknown", "")
    return _chip(f"@{user.shown_name}", described(user), is_mine=labels.is_addressed(user_id))


def room(channel_id: str, labels: Labels) -> str:
    """Return a mention of a channel; only its members learn the name of a private one."""
    name = labels.room(channel_id)
    if name is None:
        return _chip("🔒 private channel", "")
    address = f"/?as={labels.user.name}&in={name}"
    return f'<a class="chip" href="{escape(address)}">#{escape(name)}</a>'


def group(group_id: str, labels: Labels) -> str:
    """Return a mention of a user group."""
    return _group(f"subteam^{group_id}", "", labels)


def broadcast(name: str) -> str:
    """Return a mention of everybody here."""
    return _chip(f"@{name}", "Notifies the whole channel", is_mine=True)


def moment(token: str, labels: Labels) -> str:
    """Return a moment in the reader's zone; the fallback where it cannot be understood."""
    match = _DATE.match(token)
    if match is None:
        return escape(token.rpartition("|")[2])
    when = datetime.fromtimestamp(int(match.group(1)), UTC)
    shown = formatted(labels.calendar, when, match.group(2))
    title = f"{labels.calendar.day(when, weekday=True)} at {labels.calendar.time(when)}"
    return f'<time title="{escape(title)}">{escape(shown)}</time>'


def link(url: str, label: str, labels: Labels) -> str:
    """Return a link, if it leads somewhere that a browser may go by itself; else its text."""
    url, shown = _plain(url), _plain(label) or _plain(url).removeprefix("mailto:")
    try:
        parts = urlsplit(url)
    except ValueError:
        return escape(shown)
    if parts.scheme not in _SCHEMES:
        return escape(shown)
    inside = _inside(parts.netloc, parts.path, labels)
    if inside:
        return f'<a href="{escape(inside)}">{escape(shown)}</a>'
    return f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer nofollow">{escape(shown)}</a>'


def _inside(host: str, path: str, labels: Labels) -> str:
    """Return where a permalink of this workspace leads on this page; empty for other links."""
    own = {urlsplit(labels.url).netloc, f"{labels.workspace.domain}.slack.com"}
    match = _ARCHIVE.match(path)
    if match is None or host not in own:
        return ""
    return f"/?as={labels.user.name}&in={match.group(1)}&at={match.group(2)}.{match.group(3)}"


def _group(name: str, label: str, labels: Labels) -> str:
    if name in _BROADCASTS:
        return broadcast(name)
    group_id = name.removeprefix("subteam^")
    known = labels.workspace.groups.get(group_id)
    if known is not None:
        return _chip(f"@{known.handle}", known.name, is_mine=labels.is_addressed(group_id))
    return escape(label or f"@{name}")


def _chip(text: str, title: str, *, is_mine: bool = False) -> str:
    kind = "chip mine" if is_mine else "chip"
    return f'<span class="{kind}" title="{escape(title)}">{escape(text)}</span>'


def _plain(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
