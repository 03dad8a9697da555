"""The app that is installed in the workspace: its manifest, its tokens and its bot user."""

from dataclasses import dataclass, field

from sandbox.shapes import Json
from sandbox.users import User
from sandbox.workspace import Workspace

BOT_TOKEN = "xoxb-sandbox-0000000000-alliance"  # noqa: S105 - well known, and worth nothing elsewhere
APP_TOKEN = "xapp-1-A0SANDBOX0-sandbox"  # noqa: S105
SIGNING_SECRET = "0123456789abcdef0123456789abcdef"  # noqa: S105
LEGACY_TOKEN = "sandbox-verification"  # noqa: S105 - Slack still sends one, for nobody to use


@dataclass(frozen=True, slots=True)
class Tokens:
    """What the app shows to be let in, and Slack to be believed."""

    bot: str = BOT_TOKEN
    app: str = APP_TOKEN
    signing_secret: str = SIGNING_SECRET


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A shortcut of the manifest; `kind` is `global` or `message`."""

    name: str
    kind: str
    callback_id: str
    description: str


@dataclass(slots=True)
class InstalledApp:
    """An app as installed. A `request_url` switches from Socket Mode to signed HTTP.

    `token_error` makes every call fail with that error: `account_inactive` after the app was uninstalled,
    `token_revoked` after its token was. Its tabs are as its manifest says; all are on where it says nothing.
    """

    app_id: str
    bot_user_id: str
    bot_id: str
    name: str
    bot_token: str
    app_token: str
    signing_secret: str
    scopes: set[str] = field(default_factory=set)
    commands: dict[str, Json] = field(default_factory=dict)
    shortcuts: dict[str, Shortcut] = field(default_factory=dict)
    events: frozenset[str] = frozenset()
    request_url: str = ""
    options_url: str = ""
    token_error: str = ""
    has_home: bool = True
    has_messages: bool = True
    takes_messages: bool = True


def install(workspace: Workspace, manifest: Json, tokens: Tokens) -> InstalledApp:
    """Install an app by its manifest; its bot user is in no channel until it joins one or is invited."""
    settings = manifest.get("settings", {})
    bot = _bot_user(workspace, manifest)
    scopes = manifest.get("oauth_config", {}).get("scopes", {})
    features = manifest.get("features", {})
    app = InstalledApp(
        app_id=bot.app_id,
        bot_user_id=bot.id,
        bot_id=bot.bot_id,
        name=bot.real_name,
        bot_token=tokens.bot,
        app_token=tokens.app,
        signing_secret=tokens.signing_secret,
        scopes={*scopes.get("bot", ()), *scopes.get("bot_optional", ())},
        commands={command["command"]: command for command in features.get("slash_commands", ())},
        shortcuts=_shortcuts(features),
        events=frozenset(settings.get("event_subscriptions", {}).get("bot_events", ())),
    )
    tabs = features.get("app_home", {})
    app.has_home = tabs.get("home_tab_enabled", not tabs)
    app.has_messages = tabs.get("messages_tab_enabled", not tabs)
    app.takes_messages = app.has_messages and not tabs.get("messages_tab_read_only_enabled", False)
    if not settings.get("socket_mode_enabled", True):
        app.request_url = _request_url(settings)
        app.options_url = settings.get("interactivity", {}).get("message_menu_options_url", "")
    return app


def _bot_user(workspace: Workspace, manifest: Json) -> User:
    name = manifest.get("display_information", {}).get("name", "App")
    handle = manifest.get("features", {}).get("bot_user", {}).get("display_name", name)
    bot_user_id = "U0APPBOT00"
    known = workspace.users.get(bot_user_id)
    if known is None:
        known = User(
            bot_user_id, "", name, workspace.team_id, bot_id="B0APPBOT00", app_id="A0SANDBOX0", is_bot=True
        )
        workspace.users[bot_user_id] = known
    known.name, known.real_name = handle.lower().replace(" ", "-"), name
    return known


def _shortcuts(features: Json) -> dict[str, Shortcut]:
    found = [
        Shortcut(one["name"], one["type"], one["callback_id"], one.get("description", ""))
        for one in features.get("shortcuts", ())
    ]
    return {shortcut.callback_id: shortcut for shortcut in found}


def _request_url(settings: Json) -> str:
    places = (settings.get("event_subscriptions", {}), settings.get("interactivity", {}))
    return next((place["request_url"] for place in places if place.get("request_url")), "")
