"""api.*, auth.*, apps.*, team.*, bots.*: who the app is, and where."""

from sandbox.api.call import Call, Method
from sandbox.errors import RefusedError
from sandbox.shapes import Json

EITHER = frozenset({"bot", "app"})
ANYBODY = EITHER | {""}


def api_test(call: Call) -> Json:
    """api.test: returns what it was given, as an error if that was asked for."""
    args = {name: value for name, value in call.args.given.items() if name != "token"}
    if "error" in args:
        raise RefusedError(str(args["error"]), args=args)
    return {"args": args}


def auth_test(call: Call) -> Json:
    """auth.test."""
    return {
        "url": call.slack.url,
        "team": call.workspace.name,
        "user": call.bot.name,
        "team_id": call.workspace.team_id,
        "user_id": call.bot.id,
        "bot_id": call.app.bot_id,
        "is_enterprise_install": False,
    }


def open_connection(call: Call) -> Json:
    """apps.connections.open: a WebSocket address that is good for one connection."""
    base = call.slack.url.replace("http", "ws", 1)
    return {"url": f"{base}link/?ticket={call.slack.socket.ticket()}&app_id={call.app.app_id}"}


def team_info(call: Call) -> Json:
    """team.info."""
    workspace = call.workspace
    domain = {"domain": workspace.domain, "email_domain": "", "url": call.slack.url}
    return {"team": {"id": workspace.team_id, "name": workspace.name, **domain, "icon": {}}}


def bot_info(call: Call) -> Json:
    """bots.info."""
    wanted = call.args.text("bot") or call.app.bot_id
    for user in call.workspace.users.values():
        if user.is_bot and user.bot_id == wanted:
            bot = {"id": wanted, "deleted": user.deleted, "name": user.real_name, "updated": user.updated}
            return {"bot": bot | {"app_id": user.app_id, "user_id": user.id, "icons": {}}}
    raise RefusedError("bot_not_found")


METHODS = {
    "api.test": Method(api_test, 4, tokens=ANYBODY),
    "auth.test": Method(auth_test, 5, tokens=EITHER),
    "apps.connections.open": Method(open_connection, 1, tokens=frozenset({"app"})),
    "team.info": Method(team_info, 3, ("team:read",)),
    "bots.info": Method(bot_info, 3, ("users:read",)),
}
