"""The forms about roles and areas. The ids of their blocks are the names that refusals use."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from slack_sdk.models.blocks import (
    Block,
    CheckboxesElement,
    DatePickerElement,
    InputBlock,
    InputInteractiveElement,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    RadioButtonsElement,
    StaticSelectElement,
    UserSelectElement,
)
from slack_sdk.models.views import View

from bot.rules.keys import KEY_MAX, NAME_MAX
from bot.rules.responsibilities import MEANINGS, NAMES, Letter
from bot.rules.roles import ACTING_DAYS_MAX, Seat
from bot.services import responsibilities
from bot.services.responsibilities_shown import AreaShown
from bot.services.roles import Draft, Wish
from bot.services.roles_shown import RoleShown, Term
from handlers.kit import blocks
from storage.groups import WorkingGroup
from storage.organizations import Organization

OPTIONS_MAX = 100
LABEL_MAX = 75
TOPIC_MAX = 200
NONE = "none"
YES = "yes"
SEATS = {Seat.ALLIANCE: "In the whole alliance", Seat.GROUP: "In each working group"}


def ask() -> View:
    """Ask what somebody wants to know about."""
    element = PlainTextInputElement(action_id="topic", max_length=TOPIC_MAX, placeholder="data")
    return View(
        callback_id="roles.ask",
        **_modal("Who is responsible?", "Tell me"),
        blocks=[_input("topic", "Who is responsible for…", element)],
    )


def add(draft: Draft, note: str | None = None) -> View:
    """Ask for a new role."""
    title = PlainTextInputElement(
        action_id="title",
        max_length=NAME_MAX,
        initial_value=draft.title[:NAME_MAX] or None,
        placeholder="Steering co-chair",
    )
    key = PlainTextInputElement(
        action_id="key",
        max_length=KEY_MAX,
        initial_value=draft.key[:KEY_MAX] or None,
        placeholder="co-chair",
    )
    options = [_option(label, seat) for seat, label in SEATS.items()]
    seat = RadioButtonsElement(action_id="seat", options=options, initial_option=options[0])
    holders = PlainTextInputElement(action_id="max_holders", max_length=5, initial_value="1")
    months = PlainTextInputElement(action_id="term_months", max_length=5, placeholder="24")
    parts = [
        _input("title", "What is the role called?", title),
        _input("key", "Short name", key, hint="Left empty, I make one of the title.", optional=True),
        _input("seat", "Where does it have its seats?", seat),
        _input("max_holders", "How many seats?", holders),
        _input(
            "term_months", "How many months is a term?", months, hint="Empty: no usual end.", optional=True
        ),
    ]
    return View(callback_id="roles.add", **_modal("Add a role", "Add"), blocks=[*_note(note), *parts])


def draft(values: Mapping[str, Any]) -> Draft:
    """Return what the filled-in form says of a role."""
    return Draft(
        title=values.get("title") or "",
        key=values.get("key") or "",
        seat=Seat.GROUP if values.get("seat") == Seat.GROUP else Seat.ALLIANCE,
        max_holders=values.get("max_holders"),
        term_months=values.get("term_months"),
    )


def assign(
    wish: Wish, roles: Sequence[RoleShown], places: Sequence[WorkingGroup], note: str | None = None
) -> View:
    """Ask who is to hold which role, filled in with what is known."""
    options = {one.key: _option(one.title, one.key) for one in roles[:OPTIONS_MAX]}
    role = StaticSelectElement(
        action_id="role", options=list(options.values()), initial_option=options.get(wish.role.lower())
    )
    person = UserSelectElement(action_id="person", initial_user=wish.person or None)
    until = DatePickerElement(action_id="until", initial_date=wish.until.isoformat() if wish.until else None)
    acting = _option(f"Stands in, for {ACTING_DAYS_MAX} days at the most", YES)
    stands_in = CheckboxesElement(
        action_id="acting", options=[acting], initial_options=[acting] if wish.is_acting else None
    )
    parts = [
        _input("role", "Which role?", role),
        _input("person", "Who holds it?", person),
        *_group(wish.group, places),
        _input("until", "Until when?", until, hint="Empty: as long as a term usually is.", optional=True),
        _input("acting", "Is it for now only?", stands_in, optional=True),
    ]
    return View(
        callback_id="roles.assign", **_modal("Assign a role", "Assign"), blocks=[*_note(note), *parts]
    )


def _group(slug: str | None, places: Sequence[WorkingGroup]) -> list[Block]:
    options = {one.slug: _option(one.name, one.slug) for one in places[:OPTIONS_MAX]}
    if not options:
        return []
    element = StaticSelectElement(
        action_id="group", options=list(options.values()), initial_option=options.get(slug or "")
    )
    return [_input("group", "In which group?", element, hint="For roles in a group alone.", optional=True)]


def wish(values: Mapping[str, Any]) -> Wish:
    """Return what the filled-in form asks for."""
    until = values.get("until")
    return Wish(
        role=values.get("role") or "",
        person=values.get("person") or "",
        until=date.fromisoformat(until) if until else None,
        group=values.get("group"),
        is_acting=YES in (values.get("acting") or ()),
    )


def end(terms: Sequence[Term], term_id: str = "") -> View:
    """Ask whose term ends today."""
    options = {
        str(one.id): _option(f"{one.role}: {one.holder.name}", str(one.id)) for one in terms[:OPTIONS_MAX]
    }
    if not options:
        return blocks.page("End a term", [blocks.section("Nobody holds a role at present.")])
    element = StaticSelectElement(
        action_id="term", options=list(options.values()), initial_option=options.get(term_id)
    )
    hint = "It ends today, and the seat is vacant."
    return View(
        callback_id="roles.end",
        **_modal("End a term", "End it"),
        blocks=[_input("term", "Whose term ends?", element, hint=hint)],
    )


def remove(roles: Sequence[RoleShown], areas: Sequence[AreaShown]) -> View:
    """Ask which role or area goes; a role that somebody holds is not offered."""
    options = [_option(f"Role: {one.title}", f"role:{one.key}") for one in roles if not one.terms]
    options += [_option(f"Area: {one.name}", f"area:{one.key}") for one in areas]
    if not options:
        return blocks.page("Remove one", [blocks.section("There is nothing that can be removed.")])
    element = StaticSelectElement(action_id="role", options=options[:OPTIONS_MAX])
    hint = "With an area go the letters in it. A role that somebody holds is not listed: end that term first."
    return View(
        callback_id="roles.remove",
        **_modal("Remove one", "Remove it"),
        blocks=[_input("role", "What goes?", element, hint=hint)],
    )


def area(note: str | None = None) -> View:
    """Ask for a new area of work."""
    element = PlainTextInputElement(action_id="name", max_length=NAME_MAX, placeholder="Volunteer training")
    return View(
        callback_id="roles.area",
        **_modal("Add an area", "Add"),
        blocks=[*_note(note), _input("name", "What is it called?", element)],
    )


def letter(wish: responsibilities.Wish, areas: Sequence[AreaShown], partners: Sequence[Organization]) -> View:
    """Ask who has to do what with an area."""
    places = {one.key: _option(one.name, one.key) for one in areas[:OPTIONS_MAX]}
    place = StaticSelectElement(
        action_id="area", options=list(places.values()), initial_option=places.get(wish.area.lower())
    )
    letters = [_option(f"{NAMES[one]}: {MEANINGS[one]}", one) for one in NAMES]
    letters.append(_option("Nothing: take the letter away", NONE))
    person = UserSelectElement(action_id="person", initial_user=wish.person)
    over = CheckboxesElement(action_id="over", options=[_option("Hand the A over, if it is taken", YES)])
    parts = [
        _input("area", "Which area?", place),
        _input(
            "letter",
            "What do they have to do with it?",
            RadioButtonsElement(action_id="letter", options=letters),
        ),
        *_partners(wish.organization, partners),
        _input("person", "Who stands for it?", person, hint="A named person can be asked.", optional=True),
        _input("over", "Accountable is one alone", over, optional=True),
    ]
    return View(callback_id="roles.letter", **_modal("Set a letter", "Save"), blocks=parts)


def _partners(slug: str | None, partners: Sequence[Organization]) -> list[Block]:
    options = {one.slug: _option(one.name, one.slug) for one in partners[:OPTIONS_MAX]}
    if not options:
        return []
    element = StaticSelectElement(
        action_id="organization", options=list(options.values()), initial_option=options.get(slug or "")
    )
    return [_input("organization", "Which organisation?", element, optional=True)]


def letter_wish(values: Mapping[str, Any]) -> responsibilities.Wish:
    """Return what the filled-in form asks for."""
    chosen = values.get("letter") or NONE
    return responsibilities.Wish(
        area=values.get("area") or "",
        letter=None if chosen == NONE else Letter(chosen),
        organization=values.get("organization"),
        person=values.get("person"),
        takes_over=YES in (values.get("over") or ()),
    )


def _modal(title: str, submit: str) -> dict[str, Any]:
    return {"type": "modal", "title": title, "submit": submit, "close": "Cancel"}


def _note(note: str | None) -> list[Block]:
    return [blocks.section(f":information_source: {blocks.escape(note)}")] if note else []


def _input(
    block_id: str,
    label: str,
    element: InputInteractiveElement,
    *,
    hint: str | None = None,
    optional: bool = False,
) -> InputBlock:
    return InputBlock(block_id=block_id, label=label, element=element, hint=hint, optional=optional)


def _option(label: str, value: str) -> Option:
    return Option(text=PlainTextObject(text=blocks.clip(label, LABEL_MAX)), value=value)
