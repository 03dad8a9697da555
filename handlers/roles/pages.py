"""What people see of the register: roles and holders, what is missing, and what became of a change."""

from slack_sdk.models.blocks import Block, ButtonElement

from bot.services.roles import Register
from bot.services.roles_shown import Confirmation, Gaps, RoleShown, Term
from handlers.kit import blocks, parties
from handlers.kit.answers import Reply
from handlers.roles.days import ending, holding, spelled

PAGE = 12
ROOM = 2000
GAP_ROOM = 1200


def register(found: Register, start: int, *, may_edit: bool) -> Reply:
    """Show a page of the register; its vacancies have a button for who may fill them."""
    shown: list[Block] = [blocks.header("Roles and who holds them")]
    shown += [
        blocks.section(paragraph(role), _change(role) if may_edit else None)
        for role in found.roles[start : start + PAGE]
    ]
    if not found.roles:
        shown.append(blocks.context("There are no roles yet, such as co-chair or treasurer."))
    shown.append(blocks.context(confirmation(found.confirmation)))
    if found.gaps.count:
        shown.append(blocks.context(f"Gaps in the register: {found.gaps.count}."))
    more = [blocks.button("More roles", "roles.register", start + PAGE)]
    row = more if len(found.roles) > start + PAGE else []
    row += [
        blocks.button("Who answers for what", "roles.matrix"),
        blocks.button("Ask who", "roles.ask"),
        blocks.button("Gaps", "roles.gaps"),
    ]
    shown.append(blocks.actions(*row))
    if may_edit:
        shown.append(blocks.actions(*_tools()))
    return Reply(blocks.spoken(shown), shown)


def paragraph(role: RoleShown) -> str:
    """Return a role with those who hold it, and its empty seats."""
    lines = [holding(one) for one in role.terms]
    if role.vacant:
        lines.append("vacant" if not role.terms else f"{role.vacant} more vacant")
    return "\n".join([f"*{blocks.plain_name(role.title)}* · `{role.key}`", *blocks.fitting(lines, ROOM)])


def confirmation(when: Confirmation) -> str:
    """Return when somebody last looked through the register, and when it is next."""
    next_by = f"{'was due' if when.is_due else 'next by'} {spelled(when.next_by)}"
    if when.at is None or when.by is None:
        return f"Nobody has confirmed the register yet; {next_by}."
    return f"Confirmed {blocks.when(when.at)} by {parties.full(when.by)}; {next_by}."


def gaps(found: Gaps, *, may_edit: bool) -> Reply:
    """Show what is missing, each kind on its own."""
    shown: list[Block] = [blocks.header("What is missing"), *gap_list(found)]
    row = [blocks.button("Who answers for what", "roles.matrix"), blocks.button("Roles", "roles.register")]
    if may_edit:
        row += [
            blocks.button("Set a letter", "roles.letter", style="primary"),
            blocks.button("Assign a role", "roles.assign"),
        ]
    shown.append(blocks.actions(*row))
    return Reply(blocks.spoken(shown), shown)


def gap_list(found: Gaps) -> list[Block]:
    """Return each kind of gap as a paragraph; one line where there is none."""
    kinds = (
        ("Nobody is accountable for", found.without_accountable),
        ("Nobody is responsible for", found.without_responsible),
        ("Vacant roles", tuple(one.title for one in found.vacant)),
        ("No voting representative", found.without_representative),
        ("Groups without a lead", found.without_lead),
    )
    shown: list[Block] = [
        blocks.section(f"*{label}*: {_listing([blocks.plain_name(one) for one in names])}")
        for label, names in kinds
        if names
    ]
    terms = [
        f"{blocks.plain_name(one.role)}, {parties.bare(one.holder)}, {ending(one)}" for one in found.ending
    ]
    if terms:
        shown.append(blocks.section(f"*Terms that end soon*: {_listing(terms, '; ')}"))
    return shown or [blocks.context("Nothing: each area, role, vote and group has somebody.")]


def _listing(names: list[str], between: str = ", ") -> str:
    return between.join(blocks.fitting(names, GAP_ROOM))


def role_added(role: RoleShown) -> Reply:
    """Say that there is a new role, with the way to give it to somebody."""
    text = f"*{blocks.plain_name(role.title)}* is in the register now, and vacant."
    row = (
        blocks.button("Assign it", "roles.assign", role.key, style="primary"),
        blocks.button("Roles", "roles.register"),
    )
    return Reply(text, [blocks.section(text), blocks.actions(*row)])


def assigned(term: Term) -> Reply:
    """Say who has a role now, and that they hear of it."""
    text = f"*{blocks.plain_name(term.role)}* · {holding(term)}"
    small = "I tell them, and again 90 and 30 days before the term ends."
    row = blocks.actions(blocks.button("Roles", "roles.register"))
    return Reply(text, [blocks.section(text), blocks.context(small), row])


def ended(term: Term) -> Reply:
    """Say that a term has ended, and that the seat is vacant."""
    text = f"{parties.full(term.holder)} is *{blocks.plain_name(term.role)}* no longer. The seat is vacant."
    return Reply(text, [blocks.section(text), blocks.actions(blocks.button("Roles", "roles.register"))])


def removed(name: str) -> Reply:
    """Say that a role or an area is gone."""
    text = f"*{blocks.plain_name(name)}* is out of the register."
    return Reply(text, [blocks.section(text), blocks.actions(blocks.button("Roles", "roles.register"))])


def confirmed(when: Confirmation) -> Reply:
    """Say that the register is right, and when it is asked again."""
    text = f"Thank you! I ask again on {spelled(when.next_by)}."
    return Reply(text, [blocks.section(text), blocks.actions(blocks.button("Roles", "roles.register"))])


def _change(role: RoleShown) -> ButtonElement:
    if role.vacant:
        return blocks.button("Assign", "roles.assign", role.key, says=f"Assign {role.title}")
    return blocks.button("End a term", "roles.end", role.terms[0].id, says=f"End a term as {role.title}")


def _tools() -> list[ButtonElement]:
    return [
        blocks.button("All is right", "roles.confirm", style="primary"),
        blocks.button("Assign", "roles.assign"),
        blocks.button("End a term", "roles.end"),
        blocks.button("Add a role", "roles.add"),
        blocks.button("Remove one", "roles.remove"),
    ]
