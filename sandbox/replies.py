"""What an app answers to a person: in its ack, and later through a `response_url`."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sandbox.apps import InstalledApp
from sandbox.blocks import ensure_blocks
from sandbox.channels import Channel
from sandbox.errors import RefusedError
from sandbox.forms import with_ids
from sandbox.messages import Draft, Message
from sandbox.posting import delete, edit, post, post_ephemeral
from sandbox.shapes import Json
from sandbox.workspace import Workspace

MOST_USES = 5
LIFETIME = timedelta(minutes=30)
_KEPT = 10_000


@dataclass(slots=True)
class _Grant:
    channel: Channel
    user_id: str
    given_at: datetime
    origin: Message | None
    uses: int = 0


class Replies:
    """Shows the answers of the app to the one who asked."""

    def __init__(self, workspace: Workspace, app: InstalledApp) -> None:
        self._workspace = workspace
        self._app = app
        self._grants: dict[str, _Grant] = {}

    def give(self, user_id: str, channel: Channel, origin: Message | None = None) -> str:
        """Return the path of a fresh response URL; `origin` is the message that was acted on, if any."""
        if len(self._grants) >= _KEPT:
            del self._grants[next(iter(self._grants))]
        key = secrets.token_hex(12)
        self._grants[key] = _Grant(channel, user_id, self._workspace.now, origin)
        return f"{'actions' if origin else 'commands'}/{self._workspace.team_id}/{key}"

    def use(self, key: str, body: Json) -> None:
        """Do what the app posted to a response URL; raises RefusedError."""
        grant = self._grants.get(key)
        if grant is None or self._workspace.now - grant.given_at > LIFETIME:
            raise RefusedError("expired_url")
        if grant.uses >= MOST_USES:
            raise RefusedError("used_url")
        self._apply(grant, body)
        grant.uses += 1

    def show(self, user_id: str, channel: Channel, body: Json) -> Message:
        """Show an answer: to this person alone, or `in_channel` to everybody; raises RefusedError."""
        draft = _draft(body)
        bot = self._workspace.users[self._app.bot_user_id]
        if body.get("response_type") == "in_channel":
            return post(self._workspace, channel, bot, draft)
        return post_ephemeral(self._workspace, channel, bot, user_id, draft)

    def complain(self, user_id: str, channel: Channel, text: str) -> Message:
        """Show an error of Slack's own to one person."""
        bot = self._workspace.users[self._app.bot_user_id]
        return post_ephemeral(self._workspace, channel, bot, user_id, Draft(text), is_error=True)

    def _apply(self, grant: _Grant, body: Json) -> None:
        origin = grant.origin
        if origin is not None and body.get("delete_original"):
            delete(self._workspace, origin)
        elif origin is not None and body.get("replace_original"):
            draft = _draft(body)
            edit(self._workspace, origin, self._app.bot_user_id, text=draft.text, blocks=draft.blocks)
        else:
            self.show(grant.user_id, grant.channel, body)


def _draft(body: Json) -> Draft:
    blocks = body.get("blocks") or []
    ensure_blocks(blocks)
    text = body.get("text") or ""
    if not (text or blocks or body.get("attachments")):
        raise RefusedError("no_text")
    return Draft(
        text, with_ids(blocks), attachments=body.get("attachments") or [], thread_ts=body.get("thread_ts")
    )
