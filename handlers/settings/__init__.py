"""Settings: what the alliance decides on for itself, and the first set-up."""

from handlers.kit.feature import Feature, Noun
from handlers.settings import home, listeners, setup

feature = Feature(
    name="settings",
    nouns={
        "settings": Noun(
            listeners.command,
            description="What the alliance decides on for itself",
            examples=(
                ("settings", "see them all; coordinators change them here"),
                ("settings zone New York", "change the alliance's time zone"),
                ("settings quiet_from 19:00", "have me quiet from seven in the evening on"),
            ),
            aliases=("setting", "config", "preferences"),
        ),
        "setup": Noun(
            setup.begin,
            description="Set the alliance up: name, channels, organisations, people",
            examples=(
                ("setup", "begin, or go on where you left off"),
                ("setup people", "invite people from the alliance channel"),
            ),
            aliases=("set-up", "wizard"),
        ),
    },
    actions={
        "settings.show": listeners.show,
        "settings.change": listeners.open_form,
        "settings.setup": setup.begin,
        "settings.hide": setup.hide,
    },
    forms={
        "settings.save": listeners.save,
        "settings.begin": setup.choose,
        "settings.alliance": setup.save_alliance,
        "settings.channels": setup.save_channels,
        "settings.organizations": setup.save_organizations,
        "settings.people": setup.invite,
    },
    home=home.section,
    next_step=home.next_step,
)
