"""Kudos: every way in which the outside touches this capability."""

from handlers.kit.feature import Command, Feature, Shortcut
from handlers.kudos import listeners, messages, pages

feature = Feature(
    name="kudos",
    commands={
        "/kudos": Command(
            listeners.command,
            description="Thank a colleague or an organisation",
            usage="@ana for the minutes #teamwork | mine | wall | help",
            examples=(
                (
                    "@ana @leo for opening the Saturday walk-in #teamwork",
                    "thank people, in the alliance channel",
                ),
                ("org:clinic for lending us the van", "thank an organisation"),
                ("mine", "what you received and gave"),
                ("wall 30d", "what the alliance was thankful for"),
                ("", "open the form, also for thanks in private"),
            ),
        )
    },
    phrases={
        "my kudos": listeners.mine,
        **dict.fromkeys(("thanks to", "thank you", "thanks", "thank", "give kudos"), listeners.command),
    },
    forms={"kudos.give": listeners.submit},
    shortcuts={
        "kudos.for_message": Shortcut(
            listeners.for_message, "Give kudos for this", "Thank whoever wrote this message", on_message=True
        )
    },
    actions={
        "kudos.open": listeners.open_form,
        "kudos.undo": listeners.undo,
        "kudos.wall": listeners.turn_wall,
    },
    stoppable={"kudos.received": "thanks that you may have missed"},
    renderers={
        "kudos.given": messages.given,
        "kudos.received": messages.received,
        "kudos.taken_back": messages.taken_back,
    },
    home=pages.home,
    optional_scopes=frozenset({"usergroups:read"}),
)
