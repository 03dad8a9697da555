"""What people see of the settings, and the checklist of the set-up."""

from collections.abc import Mapping, Sequence

from slack_sdk.models.blocks import Block, ButtonElement

from bot.rules import settings as rules
from bot.rules.settings import GROUPS, Kind, Setting, Value
from bot.rules.setup import Progress, Task, tasks
from handlers.kit import blocks
from handlers.kit.answers import Reply
from handlers.kit.call import Call

DONE, OPEN = ":white_check_mark:", ":white_large_square:"


def settings(
    call: Call,
    values: Mapping[str, Value],
    *,
    can_change: bool,
    note: str | None = None,
    group: str | None = None,
) -> Reply:
    """Show the settings, of one group or of all, with a button at each group for who can change it."""
    shown: list[Block] = [blocks.section(note)] if note else [blocks.header("Settings of the alliance")]
    for name in [group] if group else GROUPS:
        button = _change_button(name) if can_change else None
        shown.append(blocks.section(_group(call, name, values), button))
    if group:
        shown.append(blocks.actions(blocks.button("All settings", "settings.show")))
    elif can_change:
        shown.append(blocks.actions(blocks.button("Set-up", "settings.setup")))
    else:
        shown.append(blocks.context("Coordinators change them. Ask one if something does not fit."))
    return Reply(blocks.spoken(shown), shown)


def changed(settings: Sequence[tuple[Setting, Value]]) -> str:
    """Say what counts from now on, as mrkdwn."""
    told = [f"{setting.label}: *{value_of(setting, value)}*" for setting, value in settings]
    return f"Saved. From now on: {' · '.join(told)}."


def value_of(setting: Setting, value: Value) -> str:
    """Return a value as people read it, as mrkdwn."""
    match setting.kind:
        case Kind.CHANNEL:
            return f"<#{value}>" if value else "none"
        case Kind.CHOICE:
            return blocks.escape(dict(setting.choices).get(str(value), str(value)))
        case Kind.TEXT:
            return blocks.plain_name(str(value))
    return blocks.escape(str(value))


def channel_of(call: Call) -> str:
    """Return the alliance channel as mrkdwn: a link to it, or the name under which the bot looks for it."""
    if call.workspace.alliance_channel_id:
        return f"<#{call.workspace.alliance_channel_id}>"
    return f"#{blocks.plain_name(call.workspace.alliance_channel.removeprefix('#'))}"


def checklist(call: Call, progress: Progress, *, is_in_channel: bool) -> list[Task]:
    """Return what belongs to the set-up here."""
    return tasks(progress, call.workspace.command("/alliance"), is_in_channel=is_in_channel)


def task_lines(found: Sequence[Task]) -> list[Block]:
    """Return the checklist: what is done, and what is open with how to do it."""
    return [blocks.section("\n".join(_line(task) for task in found))]


def _line(task: Task) -> str:
    hint = f": {task.hint}" if task.hint and not task.is_done else ""
    return f"{DONE if task.is_done else OPEN} {blocks.escape(task.label)}{hint}"


def _change_button(group: str) -> ButtonElement:
    return blocks.button("Change", "settings.change", group, says=f"Change {GROUPS[group]}")


def _group(call: Call, group: str, values: Mapping[str, Value]) -> str:
    lines = [f"{one.label}: {value_of(one, values[one.key])}" for one in rules.of_group(group)]
    if group == "channels":
        lines.insert(0, f"Alliance: {channel_of(call)}, chosen by whoever runs me")
    return "\n".join([f"*{GROUPS[group]}*", *lines])
