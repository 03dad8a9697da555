"""The published limits of Block Kit's elements: buttons, menus and inputs."""

from collections.abc import Callable

from sandbox.checking import ANY_TEXT, Check
from sandbox.shapes import Json

_SELECTS = {
    f"{many}{kind}_select"
    for many in ("", "multi_")
    for kind in ("static", "external", "users", "conversations", "channels")
}
_EVERYWHERE = {*_SELECTS, "datepicker", "timepicker", "radio_buttons", "checkboxes"}
IN_SECTION = {*_EVERYWHERE, "button", "overflow", "image", "workflow_button"}
IN_ACTIONS = {*_EVERYWHERE, "button", "overflow", "datetimepicker", "workflow_button", "rich_text_input"}
IN_INPUT = {
    *_EVERYWHERE,
    "datetimepicker",
    "plain_text_input",
    "rich_text_input",
    "number_input",
    "email_text_input",
    "url_text_input",
    "file_input",
}
_MODAL_ONLY = {"number_input", "email_text_input", "url_text_input", "file_input"}
_NOT_IN_HOME = {"datetimepicker", "workflow_button"}
_NOT_IN_MESSAGE = {"rich_text_input"}

MOST_OPTIONS = 100
MOST_CHOICES = 10
MOST_IN_OVERFLOW = 5
MOST_INPUT = 3000


def check_element(check: Check, at: str, element: Json, allowed: set[str], surface: str) -> None:
    """Check one element in its place."""
    if not check.has(at, element):
        return
    kind = element.get("type")
    if not isinstance(kind, str) or kind not in allowed or kind in _refused(surface):
        check.say(f"{at}/type", f"unsupported type: {kind}")
        return
    check.short(f"{at}/action_id", element.get("action_id"), 255)
    check.text(f"{at}/placeholder", element.get("placeholder"), 150)
    _confirm(check, f"{at}/confirm", element.get("confirm"))
    if kind in _SELECTS:
        _select(check, at, element)
    rule = _RULES.get(kind)
    if rule is not None:
        rule(check, at, element)


def _refused(surface: str) -> set[str]:
    if surface == "modal":
        return {"workflow_button"}
    return _MODAL_ONLY | (_NOT_IN_HOME if surface == "home" else _NOT_IN_MESSAGE)


def _button(check: Check, at: str, element: Json) -> None:
    check.has(at, element, "text")
    check.text(f"{at}/text", element.get("text"), 75)
    check.short(f"{at}/value", element.get("value"), 2000)
    check.short(f"{at}/url", element.get("url"), 3000)
    check.short(f"{at}/accessibility_label", element.get("accessibility_label"), 75)
    check.one_of(f"{at}/style", element.get("style"), ("primary", "danger"))


def _select(check: Check, at: str, element: Json) -> None:
    if not element["type"].endswith("static_select"):
        return
    if element.get("option_groups") is None:
        _options(check, f"{at}/options", element.get("options"), MOST_OPTIONS)
        return
    groups = element["option_groups"]
    if check.few(f"{at}/option_groups", groups, MOST_OPTIONS):
        for place, group in enumerate(groups):
            if not check.has(f"{at}/option_groups/{place}", group, "label"):
                continue
            check.text(f"{at}/option_groups/{place}/label", group.get("label"), 75)
            _options(check, f"{at}/option_groups/{place}/options", group.get("options"), MOST_OPTIONS)


def _options(check: Check, at: str, options: object, most: int) -> None:
    if not check.few(at, options, most) or not isinstance(options, list):
        return
    for place, option in enumerate(options):
        if check.has(f"{at}/{place}", option, "text"):
            check.text(f"{at}/{place}/text", option["text"], 75, ANY_TEXT)
            check.short(f"{at}/{place}/value", option.get("value"), 150)
            check.text(f"{at}/{place}/description", option.get("description"), 75, ANY_TEXT)


def _choices(check: Check, at: str, element: Json) -> None:
    _options(check, f"{at}/options", element.get("options"), MOST_CHOICES)


def _overflow(check: Check, at: str, element: Json) -> None:
    _options(check, f"{at}/options", element.get("options"), MOST_IN_OVERFLOW)


def _text_input(check: Check, at: str, element: Json) -> None:
    for name in ("min_length", "max_length"):
        if element.get(name) is not None and not 0 <= int(element[name]) <= MOST_INPUT:
            check.say(f"{at}/{name}", f"must be less than {MOST_INPUT + 1}")
    check.short(
        f"{at}/initial_value", element.get("initial_value"), int(element.get("max_length") or MOST_INPUT)
    )


def _number_input(check: Check, at: str, element: Json) -> None:
    check.has(at, element, "is_decimal_allowed")
    for name in ("min_value", "max_value", "initial_value"):
        check.matches(f"{at}/{name}", element.get(name), r"-?\d+(\.\d+)?")


def _date(check: Check, at: str, element: Json) -> None:
    check.matches(f"{at}/initial_date", element.get("initial_date"), r"\d{4}-\d\d-\d\d")


def _time(check: Check, at: str, element: Json) -> None:
    check.matches(f"{at}/initial_time", element.get("initial_time"), r"[0-2]\d:[0-5]\d")


def _instant(check: Check, at: str, element: Json) -> None:
    check.matches(f"{at}/initial_date_time", element.get("initial_date_time"), r"\d{10}")


def image(check: Check, at: str, element: Json) -> None:
    """Check an image, as an element or as a block."""
    check.has(at, element, "alt_text")
    if not element.get("slack_file"):
        check.has(at, element, "image_url")
    check.short(f"{at}/image_url", element.get("image_url"), 3000, least=1)
    check.short(f"{at}/alt_text", element.get("alt_text"), 2000)


def _confirm(check: Check, at: str, confirm: Json | None) -> None:
    if confirm is not None and check.has(at, confirm, "title", "text", "confirm", "deny"):
        check.text(f"{at}/title", confirm["title"], 100)
        check.text(f"{at}/text", confirm["text"], 300, ANY_TEXT)
        check.text(f"{at}/confirm", confirm["confirm"], 30)
        check.text(f"{at}/deny", confirm["deny"], 30)


_RULES: dict[str, Callable[[Check, str, Json], None]] = {
    "button": _button,
    "image": image,
    "overflow": _overflow,
    "checkboxes": _choices,
    "radio_buttons": _choices,
    "plain_text_input": _text_input,
    "number_input": _number_input,
    "datepicker": _date,
    "timepicker": _time,
    "datetimepicker": _instant,
}
