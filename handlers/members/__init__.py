"""Members: who belongs, joining, pausing, leaving; and keeping in step with Slack."""

from datetime import timedelta

from bot.services import absence, deliveries
from handlers.kit.feature import Feature, Job, Noun
from handlers.members import changes, entry, home, listeners, messages

feature = Feature(
    name="members",
    nouns={
        "members": Noun(
            listeners.command,
            description="Who is in the alliance; invite people, pause, leave",
            examples=(
                ("members", "everybody, by organisation"),
                ("members show @ana", "one person's profile"),
                ("members list org:food-bank", "the people of one organisation"),
                ("members add @ana @leo org:food-bank", "invite people (coordinators)"),
                (
                    "members invite Kim Alvarez org:shelter",
                    "enter somebody who is not on Slack (coordinators)",
                ),
                ("members pause until:2026-08-14", "you are away until then, and nobody chases you"),
                ("members leave", "see what you hold, and pass it on"),
            ),
            aliases=("member", "people", "directory"),
        )
    },
    actions={
        "members.list": listeners.turn,
        "members.look": listeners.look,
        "members.me": listeners.me,
        "members.show": listeners.show,
        "members.add": entry.open_add,
        "members.invite": entry.open_invite,
        "members.agree": entry.agree,
        "members.decline": entry.decline,
        "members.ask": entry.ask,
        "members.let_in": entry.let_in,
        "members.turn_down": entry.turn_down,
        "members.edit": changes.open_edit,
        "members.title": changes.open_title,
        "members.pause": changes.open_pause,
        "members.resume": changes.resume,
        "members.leave": changes.open_leave,
    },
    forms={
        "members.look": listeners.looked,
        "members.add": entry.add,
        "members.invite": entry.invite,
        "members.edit": changes.edit,
        "members.title": changes.retitle,
        "members.pause": changes.pause,
        "members.leave": changes.leave,
    },
    events={"user_change": listeners.changed, "member_joined_channel": listeners.joined},
    renderers={
        "members.welcome": messages.welcome,
        "members.asked": messages.asked,
        "members.turned_down": messages.turned_down,
        "members.buddy": messages.buddy,
        "members.inherited": messages.inherited,
        "members.left": messages.left,
        "members.gone": messages.gone,
    },
    jobs=(
        Job("deliveries.forget", timedelta(hours=6), deliveries.forget_old),
        Job("members.resume", timedelta(minutes=30), absence.resume_due),
    ),
    home=home.section,
    next_step=home.next_step,
    meets_outsiders=entry.outside,
    scopes=frozenset({"users:read", "users:read.email"}),
)
