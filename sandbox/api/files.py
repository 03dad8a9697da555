"""files.*: uploading in three steps, and looking a file up."""

from sandbox.api.call import Call, Method
from sandbox.channels import Channel
from sandbox.errors import RefusedError
from sandbox.messages import Draft
from sandbox.posting import file_object, post
from sandbox.shapes import Json
from sandbox.workspace import File


def upload_url(call: Call) -> Json:
    """files.getUploadURLExternal."""
    name = call.args.needed("filename")
    length = call.args.number("length", 0, 1_000_000_000)
    file_id = call.workspace.ids.new("F")
    call.workspace.files[file_id] = File(file_id, name, name, call.bot.id, call.workspace.epoch, length)
    return {"upload_url": f"{call.slack.url}upload/v1/{file_id}", "file_id": file_id}


def complete(call: Call) -> Json:
    """files.completeUploadExternal: share what was uploaded, in a channel if one is named."""
    given = call.args.structure("files", "invalid_arguments") or []
    files = [_uploaded(call, one) for one in given]
    if not files:
        call.args.needed("files")
    channel = _place(call)
    for file, one in zip(files, given, strict=True):
        file.title = one.get("title") or file.name
        file.is_complete = True
    if channel is not None:
        _share(call, channel, files)
    return {"files": [file_object(file, call.slack.url) for file in files]}


def info(call: Call) -> Json:
    """files.info."""
    file = call.workspace.files.get(call.args.needed("file"))
    if file is None or not file.is_complete:
        raise RefusedError("file_not_found")
    return {
        "file": file_object(file, call.slack.url),
        "comments": [],
        "response_metadata": {"next_cursor": ""},
    }


def _place(call: Call) -> Channel | None:
    name = "channel_id" if call.args.has("channel_id") else "channels"
    return call.joined(name) if call.args.text(name) else None


def _uploaded(call: Call, given: Json) -> File:
    file = call.workspace.files.get(given.get("id", ""))
    if file is None or not file.content:
        raise RefusedError("file_not_found")
    return file


def _share(call: Call, channel: Channel, files: list[File]) -> None:
    for file in files:
        file.channels.append(channel.id)
    draft = Draft(
        text=call.args.text("initial_comment"),
        thread_ts=call.args.text("thread_ts") or None,
        files=[file.id for file in files],
        subtype="file_share",
    )
    post(call.workspace, channel, call.bot, draft)


METHODS = {
    "files.getUploadURLExternal": Method(upload_url, 4, ("files:write",)),
    "files.completeUploadExternal": Method(complete, 4, ("files:write",)),
    "files.info": Method(info, 4, ("files:read",)),
}
