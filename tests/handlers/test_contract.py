"""What every capability keeps to; a failure names the line that is missing."""

import ast
import inspect
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from handlers import CAPABILITIES, FEATURES
from handlers.kit import retyping
from handlers.kit.feature import Feature
from handlers.kit.manifest import manifest
from tests.handlers.code import functions, parsed

FUNCTION_MAX = 30
FILE_MAX = 300
LONG_FUNCTIONS: dict[str, str] = {}
"""Functions that may be longer, by `path:name`, each with its reason."""
LONG_FILES: dict[str, str] = {}
"""Files that may be longer, each with its reason."""
FOLDERS = ("bot", "handlers", "storage", "migrations", "sandbox", "tests", "benchmarks")
NO_ACTOR = {
    "actions.erase": "part of erasing a person, which checks the permission",
    "actions.held_by": "part of leaving, which checks the permission",
    "actions_lists.told": "delivery renders what its notice says, for whom the notice says",
    "actions_offers.hand_over": "part of leaving, which checks the permission",
    "actions_offers.offer": "part of use cases that check the permission",
    "actions_offers.redirect": "part of leaving, which checks the permission",
    "actions_shown.describe": "part of queries that check the permission",
    "actions_shown.history": "part of queries that check the permission",
    "actions_shown.leads": "part of checking the permission",
    "actions_trail.close": "part of use cases that check the permission",
    "actions_trail.ensure_open": "part of use cases that check the permission",
    "actions_trail.found": "part of use cases that check the permission",
    "actions_trail.group_of": "part of use cases that check the permission",
    "actions_trail.is_gone": "tells something of a row",
    "actions_trail.people": "part of use cases that check the permission",
    "actions_trail.record": "part of use cases that check the permission",
    "actions_trail.subject": "makes a name of a row",
    "actions_trail.tell": "part of use cases that check the permission",
    "deliveries.claim_once": "part of every use case's transaction, before anybody is recognised",
    "deliveries.forget_old": "a job",
    "erasure.erase_anybody": "whoever runs the bot asks, on the command line",
    "erasure.erase_part": "part of erasing, which checks the permission",
    "export.find": "part of use cases that check the permission",
    "export.order_all": "whoever runs the bot asks, on the command line",
    "gifts.describe": "part of the queries on kudos, which check the permission",
    "gifts.describe_new": "part of giving, which checks the permission",
    "groups.held_by": "part of leaving, which checks the permission",
    "groups_shown.mine": "part of queries that check the permission",
    "groups_shown.subject": "makes a name of a row",
    "groups_shown.told": "delivery renders what its notice says, for whom the notice says",
    "kudos.erase": "part of erasing, which checks the permission",
    "kudos.tell": "delivery renders what its notice says, for whom the notice says",
    "members.configure": "whoever starts the process decides",
    "members.coordinators": "the bot itself looks for whom to tell of trouble",
    "members.enrol": "Slack introduces people; they act afterwards",
    "members.erase": "part of erasing, which checks the permission",
    "members.has_coordinator": "the doctor looks, before anybody acts",
    "members.named": "part of use cases that check the permission",
    "members.parties": "part of queries that check the permission",
    "members.party": "makes a name of a row",
    "members.recognize": "makes the actor",
    "organizations.add": "whoever runs the bot enters them, on the command line",
    "organizations.listed": "whoever runs the bot looks, on the command line",
    "members.update_profile": "Slack tells of a change",
    "notifications.erase": "part of erasing, which checks the permission",
    "notifications.folded": "delivery renders what its notice says, for whom the notice says",
    "notifications.forget_old": "a job",
    "notifications.has_later": "part of rendering, for whom the notice says",
    "notifications.is_stopped": "part of jobs",
    "notifications.opens_at": "tells something of a setting",
    "notifications.refresh": "part of use cases, which have checked",
    "notifications.show_previous": "part of jobs",
    "notifications.tell_together": "part of jobs",
    "notifications.was_told": "part of jobs",
    "reminders.begin_all": "a job",
    "reminders.remind_due": "a job",
    "reminders_shown.stuck": "delivery renders what its notice says, for whom the notice says",
    "reminders_shown.told": "delivery renders what its notice says, for whom the notice says",
    "schedules.begin": "part of jobs",
    "schedules.change_hour": "part of jobs",
    "schedules.take_due": "part of jobs",
    "schedules.travel": "Slack tells of a change",
    "members.zone_of": "tells something of a row",
    "notifications.tell": "part of use cases and jobs, which have checked",
    "responsibilities.held_by": "part of leaving, which checks the permission",
    "responsibilities.seed": "whoever starts the process begins a fresh alliance",
    "responsibilities_shown.describe": "part of queries that check the permission",
    "responsibilities_shown.representatives": "part of queries that check the permission",
    "roles.held_by": "part of leaving, which checks the permission",
    "roles_shown.confirmation": "part of queries that check the permission",
    "roles_shown.founded": "part of queries and of a job",
    "roles_shown.gaps": "part of queries that check the permission, and of a job",
    "roles_shown.shown": "part of queries that check the permission",
    "roles_shown.term": "part of use cases that check the permission",
    "roles_shown.today": "tells the alliance's day",
    "roles_shown.told_term": "delivery renders what its notice says, for whom the notice says",
    "terms.due": "a job",
    "privacy.count_hit": "counts what was refused, and whose it was is not to be known",
    "absence.resume_due": "a job",
    "joining.accept": "part of acting, which checks the permission",
    "joining.ask": "who asks to be let in is no member yet",
    "leaving.acting_coordinators": "part of use cases that check the permission",
    "leaving.follow": "Slack tells of a change",
    "leaving.held_by": "part of leaving, which checks the permission",
    "organizations.present": "part of use cases that check the permission",
    "voting.held_by": "part of leaving, which checks the permission",
    "joining.show_outcome": "part of joining and leaving, which check the permission",
    "welcomes.tell": "delivery renders what its notice says, for whom the notice says",
    "welcomes.label": "delivery renders what its notice says, for whom the notice says",
    "joining.standing": "who asks to be let in is no member yet",
}
"""Services without an actor, each with its reason."""
DELIVERY = "outbox"
"""The service that the delivery worker alone uses, on behalf of nobody."""


def _literal(node: ast.AST | None, constants: dict[str, str]) -> str | None:
    """Return the string that an expression is, written there or as a constant of its module."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return constants.get(node.id) if isinstance(node, ast.Name) else None


def _calls(name: str, position: int, keyword: str, *folders: str) -> dict[str, str]:
    """Return where each string is that is an argument of a call of this name."""
    found = {}
    for path, tree in parsed(*folders):
        constants = {
            target.id: node.value.value
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
            for target in node.targets
            if isinstance(target, ast.Name) and isinstance(node.value.value, str)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] == name:
                named = next((one.value for one in node.keywords if one.arg == keyword), None)
                argument = named or (node.args[position] if len(node.args) > position else None)
                if text := _literal(argument, constants):
                    found[text] = f"{path}:{node.lineno}"
    return found


def _use_cases() -> Iterator[tuple[str, ast.FunctionDef]]:
    for path, tree in parsed("bot/services"):
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                yield f"{path.stem}.{node.name}", node


@pytest.mark.parametrize("feature", FEATURES, ids=lambda feature: feature.name)
def test_every_way_in_is_in_the_manifest(feature: Feature) -> None:
    """Slack knows each command, shortcut and event that a capability listens to."""
    made = manifest(FEATURES)
    commands = {command["command"] for command in made["features"]["slash_commands"]}
    shortcuts = {shortcut["callback_id"] for shortcut in made["features"]["shortcuts"]}
    events = set(made["settings"]["event_subscriptions"]["bot_events"])
    assert feature.commands.keys() <= commands
    assert feature.shortcuts.keys() <= shortcuts
    assert feature.events.keys() <= events


@pytest.mark.parametrize("kind", ["commands", "actions", "forms", "shortcuts", "renderers"])
def test_routes_belong_to_one_capability(kind: str) -> None:
    """No two capabilities claim the same route, and each route begins with its capability's name."""
    claims = [(route, feature.name) for feature in FEATURES for route in getattr(feature, kind)]
    assert len(claims) == len({route for route, _ in claims})
    for route, name in claims:
        assert kind == "commands" or route.startswith(f"{name}.") or route == "outbox.trouble", route


def test_every_notice_has_a_renderer() -> None:
    """Whatever a use case posts, some capability makes the words of it; and no renderer is left over."""
    posted = _calls("post", 1, "kind", "bot/services") | _calls("tell", 2, "kind", "bot/services")
    posted |= _calls("tell_together", 2, "kind", "bot/services")
    rendered = {kind for feature in FEATURES for kind in feature.renderers}
    assert posted
    assert {kind: place for kind, place in posted.items() if kind not in rendered} == {}
    assert rendered - posted.keys() == set()


def test_every_button_leads_somewhere() -> None:
    """Each button's route is one that a capability listens to."""
    routes = {route for feature in FEATURES for route in feature.actions}
    buttons = _calls("button", 1, "route", "handlers")
    assert buttons
    assert {route: place for route, place in buttons.items() if route not in routes} == {}
    assert routes - buttons.keys() == set()


def test_every_form_is_taken() -> None:
    """Each form that is shown is one that a capability takes when it is sent."""
    routes = {route for feature in FEATURES for route in feature.forms} | {retyping.ROUTE}
    forms = _calls("View", 99, "callback_id", "handlers")
    assert {route: place for route, place in forms.items() if route not in routes} == {}
    assert routes - forms.keys() == set()


def test_use_cases_know_who_acts() -> None:
    """A use case takes (unit, actor, …), or is listed with the reason why nobody acts in it."""
    without = set()
    for name, node in _use_cases():
        arguments = [argument.arg.lstrip("_") for argument in node.args.args]
        assert arguments[:1] == ["unit"] or name in NO_ACTOR, name
        if arguments[1:2] != ["actor"]:
            without.add(name)
    of_delivery = {name for name in without if name.startswith(f"{DELIVERY}.")}
    assert without - of_delivery == NO_ACTOR.keys()


def test_use_cases_check_the_permission_first() -> None:
    """Whoever acts is asked for a capability in the first line: no way in can pass it by."""
    for name, node in _use_cases():
        if len(node.args.args) > 1 and node.args.args[1].arg.lstrip("_") == "actor":
            first = node.body[1] if ast.get_docstring(node) else node.body[0]
            assert ast.unparse(first).startswith("actor.require("), name


def test_jobs_are_named_once() -> None:
    """Each job has a name of its own, and a use case to run that takes the unit alone."""
    jobs = [job for feature in FEATURES for job in feature.jobs]
    assert len(jobs) == len({job.name for job in jobs})
    for job in jobs:
        assert list(inspect.signature(job.run).parameters) == ["unit"], job.name


def test_commands_have_examples() -> None:
    """Each command has examples for its help."""
    for feature in FEATURES:
        for name, command in feature.commands.items():
            assert command.examples, name
    assert FEATURES[: len(CAPABILITIES)] == CAPABILITIES


def test_nouns_have_examples_that_begin_with_them() -> None:
    """Each noun has examples for its help, which are what follows the hub's command."""
    for feature in FEATURES:
        for name, noun in feature.nouns.items():
            assert noun.examples, name
            for example, _ in noun.examples:
                assert example.split()[0] == name, example


def test_words_lead_to_one_place() -> None:
    """No noun, alias or command's name is claimed twice, in whatever capitals."""
    words = [
        word.lower().removeprefix("/")
        for feature in FEATURES
        for word in (
            *feature.commands,
            *(one for name, noun in feature.nouns.items() for one in (name, *noun.aliases)),
        )
    ]
    assert [word for word in words if words.count(word) > 1] == []


def test_phrases_belong_to_one_capability() -> None:
    """No two capabilities answer to the same phrase, and each is written as it is looked for."""
    phrases = [phrase for feature in FEATURES for phrase in feature.phrases]
    assert [one for one in phrases if phrases.count(one) > 1 or one != " ".join(one.lower().split())] == []


def test_functions_are_short() -> None:
    """A function has thirty lines at the very most, docstring included."""
    long = {
        f"{path}:{node.name}": (node.end_lineno or 0) - node.lineno + 1
        for path, tree in parsed(*FOLDERS)
        for node in functions(tree)
        if (node.end_lineno or 0) - node.lineno >= FUNCTION_MAX
    }
    assert {name: lines for name, lines in long.items() if name not in LONG_FUNCTIONS} == {}
    assert LONG_FUNCTIONS.keys() <= long.keys(), "an exception that is needed no more"


def test_files_are_short() -> None:
    """A file has three hundred lines at the very most."""
    long = {
        str(path): lines
        for folder in FOLDERS
        for path in sorted(Path(folder).rglob("*.py"))
        if "versions" not in path.parts and (lines := len(path.read_text().splitlines())) > FILE_MAX
    }
    assert {name: lines for name, lines in long.items() if name not in LONG_FILES} == {}
    assert LONG_FILES.keys() <= long.keys(), "an exception that is needed no more"


def test_import_contracts_name_every_capability() -> None:
    """The contracts that keep capabilities apart, and the kit from knowing them, list all of them."""
    tool = tomllib.loads(Path("pyproject.toml").read_text())["tool"]
    contracts = {contract["name"]: contract for contract in tool["importlinter"]["contracts"]}
    packages = {f"handlers.{path.parent.name}" for path in Path("handlers").glob("*/__init__.py")}
    capabilities = packages - {"handlers.kit", "handlers.delivery"}
    assert set(contracts["Capabilities do not know each other"]["modules"]) == capabilities
    assert set(contracts["The kit knows no capability"]["forbidden_modules"]) == capabilities
