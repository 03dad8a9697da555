"""Working groups: who works on what."""

from handlers.groups import changes, listeners, messages, pages
from handlers.kit.feature import Feature, Noun

feature = Feature(
    name="groups",
    nouns={
        "groups": Noun(
            listeners.command,
            description="Working groups: who works on what; join one",
            examples=(
                ("groups", "all groups, with buttons to join"),
                ("groups show prevention", "one group and its people"),
                ("groups join prevention", "take part; leave prevention ends it"),
                ("groups add food-access Food access @ana", "found one, led by Ana (coordinators, steering)"),
                ("groups lead prevention @tom", "hand it over to another lead"),
                ("groups people prevention @ana @leo", "add people; remove prevention @ana takes one out"),
                ("groups edit prevention", "name, purpose, channel"),
                ("groups end prevention", "its work is done"),
            ),
            aliases=("team", "workinggroup"),
        )
    },
    phrases={"my groups": listeners.turn},
    actions={
        "groups.list": listeners.turn,
        "groups.show": listeners.show,
        "groups.join": listeners.join,
        "groups.leave": listeners.leave,
        "groups.add": changes.open_add,
        "groups.edit": changes.open_edit,
        "groups.lead": changes.open_lead,
        "groups.people": changes.open_people,
        "groups.end": changes.open_end,
    },
    forms={
        "groups.add": changes.add,
        "groups.edit": changes.edit,
        "groups.lead": changes.lead,
        "groups.people": changes.people,
        "groups.end": changes.end,
    },
    renderers={"groups.lead": messages.lead, "groups.added": messages.added},
    stoppable={"groups.added": "word that you were put into a group"},
    home=pages.home,
)
