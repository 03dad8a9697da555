"""Who belongs to the workspace: newcomers, changes of profile, deactivation."""

from sandbox.users import User
from sandbox.workspace import Workspace


def add(workspace: Workspace, user: User) -> User:
    """Let somebody into the workspace."""
    user.updated = workspace.epoch
    workspace.users[user.id] = user
    workspace.changed("user", user=user.id)
    workspace.announce({"type": "team_join", "user": workspace.user_object(user), "event_ts": workspace.ts()})
    return user


def change(workspace: Workspace, user: User, **fields: object) -> None:
    """Change some fields of an account, such as `timezone`, `title` or `status_text`."""
    for name, value in fields.items():
        setattr(user, name, value)
    user.updated = workspace.epoch
    workspace.changed("user", user=user.id)
    told = workspace.user_object(user, locale=True)
    workspace.announce({"type": "user_change", "user": told, "event_ts": workspace.ts()})


def deactivate(workspace: Workspace, user: User) -> None:
    """End an account: it leaves all channels and can no longer be written to."""
    for channel in workspace.channels_of(user.id):
        if channel.kind in {"channel", "group"}:
            channel.members.remove(user.id)
    change(workspace, user, deleted=True)
