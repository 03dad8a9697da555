"""Organisations: the partner bodies of the alliance."""

from handlers.kit.feature import Feature, Noun
from handlers.organizations import listeners

feature = Feature(
    name="organizations",
    nouns={
        "orgs": Noun(
            listeners.command,
            description="The organisations of the alliance, their people and votes",
            examples=(
                ("orgs", "all organisations"),
                ("orgs show food-bank", "one organisation: people, vote, part in the work"),
                ("orgs add food-bank Harvest Table Food Bank", "enter one (coordinators)"),
                ("orgs edit food-bank", "name, sector, e-mail domains, vote (coordinators)"),
                ("orgs end food-bank", "see one off (coordinators)"),
            ),
            aliases=("org", "organisations", "organizations", "organisation", "organization", "partners"),
        )
    },
    actions={
        "organizations.list": listeners.turn,
        "organizations.show": listeners.show,
        "organizations.add": listeners.open_add,
        "organizations.edit": listeners.open_edit,
        "organizations.end": listeners.open_end,
    },
    forms={
        "organizations.add": listeners.add,
        "organizations.edit": listeners.edit,
        "organizations.end": listeners.end,
    },
)
