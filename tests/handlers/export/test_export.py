"""Asking for a copy of what the alliance keeps."""

import io
import json
import zipfile

from bot.actor import Capability
from bot.rules.members import Voting
from bot.services import members
from sandbox.messages import Message
from sandbox.workspace import File
from storage import members as member_rows
from storage.unit import Unit
from tests.handlers.world import World, text_of


async def _met(alliance: World, handle: str) -> str:
    """Have the bot meet somebody; return their user id."""
    await alliance.sandbox.person(handle).types("/kudos mine", channel="alliance")
    return alliance.sandbox.person(handle).id


async def _give_rights(
    alliance: World, handle: str, *, voting: Voting = Voting.NONE, coordinates: bool = False
) -> None:
    user_id = await _met(alliance, handle)

    def change(unit: Unit) -> None:
        (member,) = members.named(unit, [user_id])
        member.voting = voting
        if coordinates:
            member_rows.grant(unit, member.id, [Capability.COORDINATOR])

    await alliance.bot.database.run(change)


async def _received(alliance: World, handle: str) -> tuple[Message, File]:
    """Wait for the one file that somebody gets by direct message."""
    person = alliance.sandbox.person(handle)
    await alliance.sandbox.until(lambda: any(message.files for message in person.dms))
    (message,) = [one for one in person.dms if one.files]
    (file_id,) = message.files
    return message, alliance.sandbox.workspace.files[file_id]


async def test_a_member_gets_the_own_data(alliance: World) -> None:
    """The page says how much is kept; its button sends all of it, to this person alone."""
    ana = alliance.sandbox.person("ana")
    await ana.types("/kudos @leo for the raised beds", channel="alliance")
    shown = await ana.types("/alliance export me", channel="alliance")
    assert "Kudos: 1" in text_of(shown[0])
    await ana.presses("export.download", message=shown[0])
    message, file = await _received(alliance, "ana")
    assert "for you alone" in message.text
    with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
        assert "raised beds" in archive.read("kudos.csv").decode("utf-8-sig")
        assert "members.csv" in archive.namelist()
    assert file.channels == [ana.direct.id]


async def test_the_form_sends_what_was_chosen(alliance: World) -> None:
    """A coordinator chooses whose data, which tables and the format; the window then says where it is."""
    await _give_rights(alliance, "bea", coordinates=True)
    await alliance.sandbox.person("ana").types("/kudos @leo for the raised beds", channel="alliance")
    bea = alliance.sandbox.person("bea")
    await bea.types("/alliance export json", channel="alliance")
    await bea.fills({"about": "alliance", "datasets": ["kudos", "members"]})
    assert await bea.submits() == {}
    _, file = await _received(alliance, "bea")
    tables = json.loads(file.content)
    assert list(tables) == ["members", "kudos"]
    assert [one["from"] for one in tables["kudos"]] == ["Ana Castillo"]
    assert bea.modal is not None
    assert file.name in json.dumps(bea.modal.blocks)


async def test_the_days_are_checked(alliance: World) -> None:
    """Days in the wrong order are refused beside the second one, and nothing is sent."""
    await _give_rights(alliance, "bea", coordinates=True)
    bea = alliance.sandbox.person("bea")
    await bea.types("/alliance export", channel="alliance")
    await bea.fills({"since": "2026-03-02", "until": "2026-03-01"})
    errors = await bea.submits()
    assert "before the first" in errors["until"]
    assert not any(message.files for message in bea.dms)


async def test_a_coordinator_picks_a_person(alliance: World) -> None:
    """A command that names somebody opens the form with them in it."""
    await _give_rights(alliance, "bea", coordinates=True)
    await _met(alliance, "tom")
    bea = alliance.sandbox.person("bea")
    await bea.types("/alliance export @tom json", channel="alliance")
    assert await bea.submits() == {}
    _, file = await _received(alliance, "bea")
    assert [one["name"] for one in json.loads(file.content)["members"]] == ["Tom Ayers"]


async def test_a_representative_gets_the_organisations_part(alliance: World) -> None:
    """Who holds an organisation's vote finds it in the form, named in the command or not."""
    await _give_rights(alliance, "ana", voting=Voting.REPRESENTATIVE)
    ana = alliance.sandbox.person("ana")
    await ana.types("/alliance export org:food-bank json", channel="alliance")
    assert await ana.submits() == {}
    _, file = await _received(alliance, "ana")
    assert [one["slug"] for one in json.loads(file.content)["organisations"]] == ["food-bank"]


async def test_others_are_offered_their_own(alliance: World) -> None:
    """A member without any such right is offered the own data, and no other person's."""
    leo = alliance.sandbox.person("leo")
    await leo.types("/alliance export org:food-bank", channel="alliance")
    assert leo.modal is not None
    blocks = {block["block_id"]: block for block in leo.modal.blocks if "block_id" in block}
    assert [one["value"] for one in blocks["about"]["element"]["options"]] == ["own"]
    assert "person" not in blocks


async def test_without_the_scope_it_says_so(alliance: World) -> None:
    """Where the bot may send no files, the answer says what to ask for, and whom."""
    ana = alliance.sandbox.person("ana")
    shown = await ana.types("/alliance export me", channel="alliance")
    alliance.sandbox.faults.refused("missing_scope", "files.getUploadURLExternal")
    await ana.presses("export.download", message=shown[0])
    await alliance.sandbox.until(lambda: any("files:write" in text_of(one) for one in ana.sees("alliance")))


async def test_a_guest_gets_it_without_a_command(alliance: World) -> None:
    """From App Home one comes to the page about oneself, to the download, and to the form."""
    omar = alliance.sandbox.person("omar")
    await omar.opens_home()
    await omar.presses("export.me")
    await alliance.sandbox.until(lambda: bool(omar.views))
    await omar.presses("export.download")
    await _received(alliance, "omar")
    await omar.closes(everything=True)
    await omar.presses("export.open")
    await alliance.sandbox.until(lambda: omar.modal is not None)
    assert [view.callback_id for view in omar.views] == ["export.make"]


async def test_erasing_oneself(alliance: World) -> None:
    """A press, asked about by Slack, forgets the person; who writes again is met anew."""
    await _give_rights(alliance, "bea", coordinates=True)
    ana = alliance.sandbox.person("ana")
    await ana.opens_home()
    await ana.types("/kudos @leo for the raised beds", channel="alliance")
    shown = await ana.types("/alliance export erase me", channel="alliance")
    button = next(
        one for block in shown[0].blocks or [] for one in block.get("elements", ()) if one.get("confirm")
    )
    assert "no way back" in button["confirm"]["text"]["text"]
    await ana.presses("export.erase", message=shown[0])
    await alliance.sandbox.until(lambda: any("forgotten you" in text_of(one) for one in ana.sees("alliance")))
    await alliance.bot.edge.idle()
    names = await alliance.bot.database.read(_names)
    assert "Ana Castillo" not in names
    assert "Former member" in names
    wall = await alliance.sandbox.person("leo").types("/kudos wall", channel="alliance")
    assert "from Former member" in text_of(wall[0])


def _names(unit: Unit) -> list[str]:
    return [member.name for member in member_rows.by_ids(unit, range(1, 20)).values()]


async def test_a_coordinator_erases_who_has_left(alliance: World) -> None:
    """A coordinator names the person, sees what it means, and presses; others are refused."""
    await _give_rights(alliance, "bea", coordinates=True)
    await _met(alliance, "tom")
    bea = alliance.sandbox.person("bea")
    shown = await bea.types("/alliance export erase @tom", channel="alliance")
    assert "Tom Ayers" in text_of(shown[0])
    await bea.presses("export.erase_former", message=shown[0])
    await alliance.sandbox.until(
        lambda: any("still takes part" in text_of(one) for one in bea.sees("alliance"))
    )
    refused = await alliance.sandbox.person("leo").types("/alliance export erase @tom", channel="alliance")
    assert "coordinator" in text_of(refused[0])
