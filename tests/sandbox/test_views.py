"""views.*: modals and App Home, as the app opens them."""

from datetime import UTC, datetime, timedelta

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.sample import sample_workspace
from sandbox.server import Sandbox
from sandbox.shapes import Json
from tests.sandbox.apps import client_of, error_of, refused
from tests.sandbox.forms import HOME, field, modal
from tests.sandbox.manifests import MANIFEST

ANA = "U0ANA00000"


def trigger(sandbox: Sandbox) -> str:
    """Return a trigger id, as if Ana had just done something."""
    return sandbox.slack.triggers.give(ANA)


async def test_open(sandbox: Sandbox, client: AsyncWebClient) -> None:
    """A trigger opens a modal for the person who caused it, and for nobody else."""
    answer = await client.views_open(trigger_id=trigger(sandbox), view=modal("first", field("why")))
    (view,) = sandbox.person("ana").views
    assert (view.id, view.hash) == (answer["view"]["id"], answer["view"]["hash"])
    assert (view.callback_id, view.title) == ("first", "A form")
    assert answer["view"]["state"]["values"]["why"]["typed"]["value"] is None
    assert answer["view"]["root_view_id"] == view.id
    assert sandbox.person("leo").views == []


async def test_trigger_works_once(sandbox: Sandbox, client: AsyncWebClient) -> None:
    """A trigger that was used is refused, as is one that never was."""
    used = trigger(sandbox)
    await client.views_open(trigger_id=used, view=modal())
    assert await error_of(client.views_open(trigger_id=used, view=modal())) == "exchanged_trigger_id"
    assert await error_of(client.views_open(trigger_id="1.2.3", view=modal())) == "invalid_trigger_id"


async def test_trigger_expires() -> None:
    """After three seconds a trigger is worth nothing."""
    moment = [datetime(2031, 5, 1, tzinfo=UTC)]
    async with Sandbox.running(MANIFEST, sample_workspace(lambda: moment[0])) as sandbox:
        late = trigger(sandbox)
        moment[0] += timedelta(seconds=3.1)
        assert await error_of(client_of(sandbox).views_open(trigger_id=late, view=modal())) == (
            "expired_trigger_id"
        )


async def test_push(sandbox: Sandbox, client: AsyncWebClient) -> None:
    """Three modals go on top of each other, and no more; without one there is nothing to push onto."""
    assert await error_of(client.views_push(trigger_id=trigger(sandbox), view=modal())) == "not_found"
    await client.views_open(trigger_id=trigger(sandbox), view=modal("one"))
    second = await client.views_push(trigger_id=trigger(sandbox), view=modal("two"))
    await client.views_push(trigger_id=trigger(sandbox), view=modal("three"))
    views = sandbox.person("ana").views
    assert [view.callback_id for view in views] == ["one", "two", "three"]
    assert second["view"]["previous_view_id"] == views[0].id
    call = client.views_push(trigger_id=trigger(sandbox), view=modal("four"))
    assert await error_of(call) == "push_limit_reached"


async def test_update(sandbox: Sandbox, client: AsyncWebClient) -> None:
    """A modal is changed by its id or the app's own, and what was typed stays where the field stays."""
    first = modal("first", field("why"), field("who")) | {"external_id": "mine"}
    opened = await client.views_open(trigger_id=trigger(sandbox), view=first)
    ana = sandbox.person("ana")
    await ana.fills({"why": "Because", "who": "Me"})
    await client.views_update(external_id="mine", view=modal("second", field("why"), field("when")))
    (view,) = ana.views
    assert (view.id, view.callback_id) == (opened["view"]["id"], "second")
    assert view.hash != opened["view"]["hash"]
    assert view.state["why"]["typed"]["value"] == "Because"
    assert set(view.state) == {"why", "when"}


async def test_update_refused(sandbox: Sandbox, client: AsyncWebClient) -> None:
    """A stale hash is a conflict; a closed modal is not found; an id of the app's own is used once."""
    opened = await client.views_open(trigger_id=trigger(sandbox), view=modal() | {"external_id": "mine"})
    wanted = {"view_id": opened["view"]["id"], "view": modal()}
    await client.views_update(hash=opened["view"]["hash"], **wanted)
    assert await error_of(client.views_update(hash=opened["view"]["hash"], **wanted)) == "hash_conflict"
    await sandbox.person("ana").closes()
    assert await error_of(client.views_update(**wanted)) == "not_found"
    assert await error_of(client.api_call("views.update", json={"view": modal()})) == "invalid_arguments"


async def test_external_ids_are_unique(sandbox: Sandbox, client: AsyncWebClient) -> None:
    """Two open modals cannot have the same id of the app's own."""
    given = modal() | {"external_id": "mine"}
    await client.views_open(trigger_id=trigger(sandbox), view=given)
    assert await error_of(client.views_push(trigger_id=trigger(sandbox), view=given)) == (
        "duplicate_external_id"
    )


async def test_publish(sandbox: Sandbox, client: AsyncWebClient) -> None:
    """A Home is published for one person, again and again, and a stale hash is a conflict."""
    first = await client.views_publish(user_id=ANA, view=HOME)
    second = await client.views_publish(user_id=ANA, view=HOME, hash=first["view"]["hash"])
    home = sandbox.person("ana").home
    assert home
    assert home.id == first["view"]["id"] == second["view"]["id"]
    assert sandbox.person("leo").home is None
    stale = client.views_publish(user_id=ANA, view=HOME, hash=first["view"]["hash"])
    assert await error_of(stale) == "hash_conflict"
    assert await error_of(client.views_publish(user_id="U0NOBODY00", view=HOME)) == "user_not_found"


async def test_update_a_home(sandbox: Sandbox, client: AsyncWebClient) -> None:
    """A Home can be changed by its id, too."""
    published = await client.views_publish(user_id=ANA, view=HOME)
    await client.views_update(view_id=published["view"]["id"], view=HOME | {"callback_id": "new"})
    home = sandbox.person("ana").home
    assert home
    assert home.callback_id == "new"
    assert sandbox.workspace.homes[ANA]["callback_id"] == "new"


@pytest.mark.parametrize(
    ("view", "message"),
    [
        (HOME, "[ERROR] must be modal [json-pointer:/view/type]"),
        (
            {key: value for key, value in modal("x", field("why")).items() if key != "submit"},
            "[ERROR] missing required field: submit [json-pointer:/view]",
        ),
        (
            modal() | {"title": {"type": "plain_text", "text": "x" * 25}},
            "[ERROR] must be less than 25 characters [json-pointer:/view/title/text]",
        ),
        (
            modal() | {"private_metadata": "x" * 3001},
            "[ERROR] must be less than 3001 characters [json-pointer:/view/private_metadata]",
        ),
    ],
)
async def test_invalid_view(sandbox: Sandbox, client: AsyncWebClient, view: Json, message: str) -> None:
    """A view that Slack does not take is refused with what is wrong, and where; its trigger stays good."""
    given = trigger(sandbox)
    answer = await refused(client.views_open(trigger_id=given, view=view))
    assert answer["error"] == "invalid_arguments"
    assert answer["response_metadata"]["messages"] == [message]
    await client.views_open(trigger_id=given, view=modal())


async def test_view_too_large(sandbox: Sandbox, client: AsyncWebClient) -> None:
    """A view has a limit as a whole, too."""
    section = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 2900}}
    view = modal("x", *[section] * 90)
    assert await error_of(client.views_open(trigger_id=trigger(sandbox), view=view)) == "view_too_large"
