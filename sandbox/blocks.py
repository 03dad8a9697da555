"""The published limits of Block Kit: which blocks a message, a modal and a Home may have."""

from collections.abc import Callable
from typing import Any

from sandbox.checking import ANY_TEXT, Check
from sandbox.elements import IN_ACTIONS, IN_INPUT, IN_SECTION, check_element, image
from sandbox.errors import RefusedError
from sandbox.shapes import Json

_COMMON = {"actions", "context", "divider", "header", "image", "input", "rich_text", "section", "video"}
_LARGE = {"card", "carousel", "container", "data_visualization", "table", "data_table"}
_BLOCKS = {
    "message": {*_COMMON, *_LARGE, "context_actions", "markdown", "plan", "task_card"},
    "modal": {*_COMMON, "alert", "card"},
    "home": {*_COMMON, *_LARGE},
}
_MOST_BLOCKS = {"message": 50, "modal": 100, "home": 100}
MOST_MARKDOWN = 12_000
MOST_PRIVATE_METADATA = 3000


def ensure_blocks(blocks: Any) -> None:
    """Refuse blocks that a message cannot have."""
    if not blocks:
        return
    check = Check()
    _blocks(check, "/blocks", blocks, "message")
    if check.problems:
        raise RefusedError(
            "invalid_blocks", errors=check.problems, response_metadata={"messages": check.problems}
        )


def view_problems(view: Json, kind: str) -> list[str]:
    """Return what is wrong with a view that is to be a `modal` or a `home`."""
    check = Check()
    if view.get("type") != kind:
        check.say("/view/type", f"must be {kind}")
        return check.problems
    if check.has("/view", view, "blocks"):
        _blocks(check, "/view/blocks", view["blocks"], kind)
    for name in ("callback_id", "external_id"):
        check.short(f"/view/{name}", view.get(name), 255)
    check.short("/view/private_metadata", view.get("private_metadata"), MOST_PRIVATE_METADATA)
    if kind == "modal":
        _modal(check, view)
    return check.problems


def _modal(check: Check, view: Json) -> None:
    check.has("/view", view, "title")
    for name in ("title", "submit", "close"):
        check.text(f"/view/{name}", view.get(name), 24)
    blocks = view["blocks"] if isinstance(view.get("blocks"), list) else []
    if not view.get("submit") and any(_is_input(block) for block in blocks):
        check.say("/view", "missing required field: submit")
    focused = [block for block in blocks if _is_input(block) and block["element"].get("focus_on_load")]
    if len(focused) > 1:
        check.say("/view/blocks", "`focus_on_load` can only be set on one element")


def _is_input(block: Any) -> bool:
    return isinstance(block, dict) and block.get("type") == "input" and isinstance(block.get("element"), dict)


def _blocks(check: Check, at: str, blocks: Any, surface: str) -> None:
    if not check.few(at, blocks, _MOST_BLOCKS[surface], least=0):
        return
    for place, block in enumerate(blocks):
        if not isinstance(block, dict) or block.get("type") not in _BLOCKS[surface]:
            kind = block.get("type") if isinstance(block, dict) else block
            check.say(f"{at}/{place}/type", f"unsupported type: {kind}")
        elif block["type"] in _RULES:
            _RULES[block["type"]](check, f"{at}/{place}", block, surface)
    if not check.problems:
        check.ids(at, blocks, "block_id")
        _totals(check, at, blocks)


def _totals(check: Check, at: str, blocks: list[Json]) -> None:
    markdown = sum(len(block.get("text", "")) for block in blocks if block["type"] == "markdown")
    if markdown > MOST_MARKDOWN:
        check.say(at, f"markdown text must be less than {MOST_MARKDOWN + 1} characters")
    if sum(block["type"] in {"table", "data_table"} for block in blocks) > 1:
        check.say(at, "only_one_table_allowed")


def _section(check: Check, at: str, block: Json, surface: str) -> None:
    if block.get("text") is None and not block.get("fields"):
        check.say(at, "missing required field: text")
    check.text(f"{at}/text", block.get("text"), 3000, ANY_TEXT)
    fields = block.get("fields")
    if fields is not None and check.few(f"{at}/fields", fields, 10):
        for place, field in enumerate(fields):
            check.text(f"{at}/fields/{place}", field, 2000, ANY_TEXT)
    if block.get("accessory") is not None:
        check_element(check, f"{at}/accessory", block["accessory"], IN_SECTION, surface)


def _actions(check: Check, at: str, block: Json, surface: str) -> None:
    found = block.get("elements")
    if check.few(f"{at}/elements", found, 25) and found:
        for place, element in enumerate(found):
            check_element(check, f"{at}/elements/{place}", element, IN_ACTIONS, surface)
        check.ids(f"{at}/elements", [one for one in found if isinstance(one, dict)], "action_id")


def _context(check: Check, at: str, block: Json, _surface: str) -> None:
    found = block.get("elements")
    if check.few(f"{at}/elements", found, 10) and found:
        for place, element in enumerate(found):
            if isinstance(element, dict) and element.get("type") == "image":
                image(check, f"{at}/elements/{place}", element)
            else:
                check.text(f"{at}/elements/{place}", element, 3000, ANY_TEXT)


def _input(check: Check, at: str, block: Json, surface: str) -> None:
    if not check.has(at, block, "label", "element"):
        return
    check.text(f"{at}/label", block["label"], 2000)
    check.text(f"{at}/hint", block.get("hint"), 2000)
    check_element(check, f"{at}/element", block["element"], IN_INPUT, surface)


def _header(check: Check, at: str, block: Json, _surface: str) -> None:
    check.has(at, block, "text")
    check.text(f"{at}/text", block.get("text"), 150)


def _image(check: Check, at: str, block: Json, _surface: str) -> None:
    image(check, at, block)
    check.text(f"{at}/title", block.get("title"), 2000)


def _markdown(check: Check, at: str, block: Json, _surface: str) -> None:
    check.has(at, block, "text")
    check.short(f"{at}/text", block.get("text"), MOST_MARKDOWN, least=1)


def _table(check: Check, at: str, block: Json, _surface: str) -> None:
    rows = block.get("rows")
    if check.few(f"{at}/rows", rows, 100) and rows:
        for place, row in enumerate(rows):
            check.few(f"{at}/rows/{place}", row, 20)


def _rich_text(check: Check, at: str, block: Json, _surface: str) -> None:
    check.few(f"{at}/elements", block.get("elements"), 1000, least=0)


_RULES: dict[str, Callable[[Check, str, Json, str], None]] = {
    "section": _section,
    "actions": _actions,
    "context": _context,
    "input": _input,
    "header": _header,
    "image": _image,
    "markdown": _markdown,
    "table": _table,
    "rich_text": _rich_text,
}
