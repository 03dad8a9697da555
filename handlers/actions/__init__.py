"""Action items: every way in which the outside touches this capability."""

from handlers.actions import command, listeners, messages, pages, submissions
from handlers.kit.feature import Command, Feature, Shortcut

feature = Feature(
    name="actions",
    commands={
        "/action": Command(
            command.command,
            description="Who does what by when: your action items",
            usage="TITLE [@owner] [due:fri] | done A-12 | list | help",
            examples=(
                ("", "your open items, the overdue ones first"),
                ("book the hall due:fri", "make an item of your own"),
                (
                    "book the hall @leo with:@ana due:+2w group:prevention repeat:2w",
                    "ask somebody, with help",
                ),
                ("done A-12 booked until May", "close an item, with a note"),
                ("start A-12", "say that you are at it; also when it was blocked"),
                ("block A-12 nobody has the key", "say what stands in the way"),
                ("give A-12 @tom", "ask a colleague to take it on; accept A-12 or decline A-12 answers"),
                ("move A-12 due:2026-05-04", "another due date"),
                ("snooze A-12 mon", "no reminders until then"),
                ("drop A-12 no longer needed", "give it up; reopen A-12 takes it up again"),
                ("show A-12", "everything about it, with its history"),
                ("list overdue", "also: list all, list @leo, list group:prevention, list org:clinic"),
            ),
        )
    },
    phrases=dict.fromkeys(
        ("my actions", "my action items", "my items", "my tasks", "to do", "todo", "remind me to"),
        command.command,
    ),
    forms={
        "actions.add": submissions.add,
        "actions.change": submissions.edit,
        "actions.stuck": submissions.block,
        "actions.dropped": submissions.drop,
        "actions.given": submissions.give,
        "actions.moved": submissions.move,
        "actions.asleep": submissions.snooze,
        "actions.finished": submissions.finish,
        "actions.declined": submissions.hand_back,
    },
    shortcuts={
        "actions.for_message": Shortcut(
            listeners.for_message, "Make action item", "Note what is to be done about this", on_message=True
        ),
        "actions.open": Shortcut(listeners.open_form, "New action item", "Note what is to be done by when"),
    },
    actions={
        "actions.new": listeners.open_form,
        "actions.list": listeners.turn,
        "actions.show": listeners.show,
        "actions.done": listeners.done,
        "actions.finish": listeners.ask_finish,
        "actions.snooze": listeners.ask_snooze,
        "actions.edit": listeners.edit,
        "actions.give": listeners.ask_give,
        "actions.accept": listeners.accept,
        "actions.decline": listeners.ask_decline,
        "actions.withdraw": listeners.withdraw,
        "actions.start": listeners.start,
        "actions.block": listeners.ask_block,
        "actions.move": listeners.ask_move,
        "actions.insist": listeners.insist,
        "actions.split": listeners.split,
        "actions.drop": listeners.ask_drop,
        "actions.reopen": listeners.reopen,
    },
    renderers={
        "actions.offered": messages.offered,
        "actions.accepted": messages.accepted,
        "actions.handed_back": messages.handed_back,
        "actions.passed_on": messages.passed_on,
        "actions.done": messages.done,
        "actions.blocked": messages.blocked,
    },
    home=pages.home,
    next_step=pages.next_step,
)
