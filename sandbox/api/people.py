"""users.*, usergroups.*, dnd.*: who there is, and when to leave them in peace."""

from sandbox.api.call import Call, Method, page
from sandbox.errors import RefusedError
from sandbox.shapes import Json
from sandbox.users import User, profile, slackbot
from sandbox.workspace import UserGroup


def info(call: Call) -> Json:
    """users.info."""
    return {"user": _shown(call, call.user())}


def listed(call: Call) -> Json:
    """users.list: all accounts of this workspace, Slackbot's included; visitors have theirs elsewhere."""
    team_id = call.workspace.team_id
    own = [user for user in call.workspace.users.values() if user.team_id == team_id]
    own.append(slackbot(team_id))
    items, more = page(call, own)
    return {"members": [_shown(call, user) for user in items], "cache_ts": call.workspace.epoch, **more}


def by_email(call: Call) -> Json:
    """users.lookupByEmail."""
    email = call.args.needed("email").lower()
    for user in call.workspace.users.values():
        if user.email.lower() == email and not user.deleted:
            return {"user": _shown(call, user)}
    raise RefusedError("users_not_found")


def profile_of(call: Call) -> Json:
    """users.profile.get."""
    user = call.user() if call.args.has("user") else call.bot
    return {"profile": profile(user, email="users:read.email" in call.app.scopes)}


def presence(call: Call) -> Json:
    """users.getPresence."""
    return {"presence": call.user().presence}


def groups(call: Call) -> Json:
    """usergroups.list."""
    users = call.args.flag("include_users")
    return {"usergroups": [_group(call, group, users=users) for group in call.workspace.groups.values()]}


def group_members(call: Call) -> Json:
    """usergroups.users.list."""
    group = call.workspace.groups.get(call.args.needed("usergroup"))
    if group is None:
        raise RefusedError("no_such_subteam")
    return {"users": list(group.members)}


def dnd(call: Call) -> Json:
    """dnd.info."""
    return _dnd(call.user() if call.args.has("user") else call.bot)


def team_dnd(call: Call) -> Json:
    """dnd.teamInfo."""
    known = call.workspace.users
    return {"users": {one: _dnd(known[one]) for one in call.args.words("users") if one in known}}


def _shown(call: Call, user: User) -> Json:
    email = "users:read.email" in call.app.scopes
    is_own = user.team_id == call.workspace.team_id
    locale = call.args.flag("include_locale") and is_own
    shown = call.workspace.user_object(user, email=email and is_own, locale=locale)
    shared = (c for c in call.workspace.channels_of(user.id) if call.is_in(c))
    return shown if is_own else shown | {"is_stranger": next(shared, None) is None}


def _group(call: Call, group: UserGroup, *, users: bool) -> Json:
    shown: Json = {
        "id": group.id,
        "team_id": call.workspace.team_id,
        "is_usergroup": True,
        "is_subteam": True,
        "name": group.name,
        "description": group.description,
        "handle": group.handle,
        "is_external": False,
        "date_delete": 0,
        "user_count": len(group.members),
    }
    return shown | ({"users": list(group.members)} if users else {})


def _dnd(user: User) -> Json:
    enabled = bool(user.dnd_end)
    return {
        "dnd_enabled": enabled,
        "next_dnd_start_ts": user.dnd_start if enabled else 1,
        "next_dnd_end_ts": user.dnd_end if enabled else 1,
    }


METHODS = {
    "users.info": Method(info, 4, ("users:read",)),
    "users.list": Method(listed, 2, ("users:read",)),
    "users.lookupByEmail": Method(by_email, 3, ("users:read.email",)),
    "users.profile.get": Method(profile_of, 4, ("users.profile:read",)),
    "users.getPresence": Method(presence, 3, ("users:read",)),
    "usergroups.list": Method(groups, 2, ("usergroups:read",)),
    "usergroups.users.list": Method(group_members, 2, ("usergroups:read",)),
    "dnd.info": Method(dnd, 3, ("dnd:read",)),
    "dnd.teamInfo": Method(team_dnd, 2, ("dnd:read",)),
}
