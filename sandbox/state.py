"""Keeping the workspace in a JSON file."""

import asyncio
import json
import os
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from sandbox.channels import Channel
from sandbox.feed import Change
from sandbox.messages import Message
from sandbox.shapes import Json
from sandbox.users import User
from sandbox.workspace import Clock, File, UserGroup, Workspace

SAVE_AFTER = 0.5
"""Seconds between a change and the file that has it."""


def save(workspace: Workspace, path: Path) -> None:
    """Write the workspace to a file, at once or not at all."""
    draft = path.with_suffix(".new")
    with draft.open("w", encoding="utf-8") as file:
        json.dump(_dump(workspace), file, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def load(path: Path, clock: Clock) -> Workspace:
    """Return the workspace that was saved in a file; its ids go on where they had stopped."""
    saved = json.loads(path.read_text(encoding="utf-8"))
    workspace = Workspace(saved["team_id"], saved["name"], saved["domain"], clock)
    workspace.ids.last, workspace.ids.last_ts = saved["ids"]
    workspace.users = {user["id"]: User(**user) for user in saved["users"]}
    for channel in saved["channels"]:
        workspace.add_channel(_channel(channel))
    workspace.groups = {group["id"]: UserGroup(**group) for group in saved["groups"]}
    workspace.files = {file["id"]: _file(file) for file in saved["files"]}
    workspace.homes = saved["homes"]
    return workspace


class Saver:
    """Saves the workspace a moment after each change."""

    def __init__(self, workspace: Workspace, path: Path) -> None:
        self._workspace = workspace
        self._path = path
        self._timer: asyncio.TimerHandle | None = None
        self._stop: Callable[[], None] = workspace.feed.listen(self._changed)

    def close(self) -> None:
        """Save for the last time."""
        self._stop()
        self._save()

    def _changed(self, change: Change) -> None:
        if self._timer is None and change.kind != "saved":
            self._timer = asyncio.get_running_loop().call_later(SAVE_AFTER, self._save)

    def _save(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        save(self._workspace, self._path)
        self._workspace.changed("saved")


def _dump(workspace: Workspace) -> Json:
    files = [
        asdict(file) | {"content": b64encode(file.content).decode()} for file in workspace.files.values()
    ]
    return {
        "team_id": workspace.team_id,
        "name": workspace.name,
        "domain": workspace.domain,
        "ids": [workspace.ids.last, workspace.ids.last_ts],
        "users": [asdict(user) for user in workspace.users.values()],
        "channels": [asdict(channel) | {"ephemerals": []} for channel in workspace.channels.values()],
        "groups": [asdict(group) for group in workspace.groups.values()],
        "files": files,
        "homes": workspace.homes,
    }


def _channel(saved: Json) -> Channel:
    return Channel(**saved | {"history": [Message(**message) for message in saved["history"]]})


def _file(saved: Json) -> File:
    return File(**saved | {"content": b64decode(saved["content"])})
