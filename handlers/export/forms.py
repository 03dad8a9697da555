"""The form for an export. The ids of its blocks are the names that refusals use."""

from collections.abc import Mapping
from typing import Any

from slack_sdk.models.blocks import (
    Block,
    DatePickerElement,
    InputBlock,
    Option,
    PlainTextObject,
    RadioButtonsElement,
    StaticMultiSelectElement,
    StaticSelectElement,
    UserSelectElement,
)
from slack_sdk.models.views import View

from bot.rules.export import Extent, Format, Wish, parse_day
from bot.services.export import Choices
from handlers.kit import blocks
from handlers.kit.grammar import Parsed

OPTIONS_MAX = 100
FORMATS = {Format.CSV: "CSV, for Excel and other spreadsheets", Format.JSON: "JSON, for programs"}
NOTE = "The file comes to you alone, by direct message. What is private to others stays out."
RANGE = "For action items, history, roles, kudos and changes. Lists of who and what are always as today."


def make(choices: Choices, wish: Wish) -> View:
    """Return the form, with what the caller may ask for, filled in with what is known."""
    return View(
        type="modal",
        callback_id="export.make",
        title="Export",
        submit="Send it to me",
        close="Cancel",
        blocks=[
            _about(choices, wish),
            *([_person(wish)] if choices.is_coordinator else []),
            _datasets(choices),
            _form(wish),
            _day("since", "From which day on?"),
            _day("until", "Up to which day?", RANGE),
            blocks.context(NOTE),
        ],
    )


def named(parsed: Parsed) -> Wish:
    """Return what a typed command names."""
    organization = next(iter(parsed.option("org")), None)
    is_json = "json" in parsed.text.lower().split()
    return Wish(
        person=next(iter(parsed.people), None),
        organization=organization.lower() if organization else None,
        form=Format.JSON if is_json else Format.CSV,
    )


def wish(values: Mapping[str, Any], user_id: str) -> Wish:
    """Return what the filled-in form asks for; a person who is named goes before the rest."""
    extent, _, slug = str(values.get("about") or Extent.OWN).partition(":")
    person = values.get("person") or (user_id if extent == Extent.OWN else None)
    return Wish(
        person=person,
        organization=slug or None,
        datasets=tuple(values.get("datasets") or ()),
        form=Format(values.get("form") or Format.CSV),
        since=parse_day(values.get("since"), "since"),
        until=parse_day(values.get("until"), "until"),
    )


def _about(choices: Choices, wish: Wish) -> Block:
    offered = [_option("My own", Extent.OWN)]
    if choices.is_coordinator:
        offered.append(_option("The whole alliance's", Extent.ALLIANCE))
    prefix = f"{Extent.ORGANIZATION}:"
    offered += [_option(blocks.clip(one.name, 75), f"{prefix}{one.slug}") for one in choices.organizations]
    chosen = [one for one in offered if one.value == f"{prefix}{wish.organization}"] or offered[:1]
    shown = [*chosen, *(one for one in offered if one not in chosen)][:OPTIONS_MAX]
    element = StaticSelectElement(action_id="about", options=shown, initial_option=chosen[0])
    return InputBlock(block_id="about", label="Whose data?", element=element)


def _person(wish: Wish) -> Block:
    element = UserSelectElement(action_id="person", placeholder="Pick somebody", initial_user=wish.person)
    hint = "Without what is private to them. Only the person gets that."
    return InputBlock(block_id="person", label="Or one person's?", element=element, hint=hint, optional=True)


def _datasets(choices: Choices) -> Block:
    options = [_option(one.title, one.name) for one in choices.datasets]
    element = StaticMultiSelectElement(action_id="datasets", placeholder="Everything", options=options)
    hint = "One table is one file; several come together."
    return InputBlock(block_id="datasets", label="Which tables?", element=element, hint=hint, optional=True)


def _form(wish: Wish) -> Block:
    options = {form: _option(label, form) for form, label in FORMATS.items()}
    element = RadioButtonsElement(
        action_id="form", options=list(options.values()), initial_option=options[wish.form]
    )
    return InputBlock(block_id="form", label="In which format?", element=element)


def _day(name: str, label: str, hint: str | None = None) -> Block:
    element = DatePickerElement(action_id=name)
    return InputBlock(block_id=name, label=label, element=element, hint=hint, optional=True)


def _option(label: str, value: str) -> Option:
    return Option(text=PlainTextObject(text=label), value=value)
