"""Export and erasure: what the alliance keeps, handed out or deleted."""

from handlers.export import listeners, pages
from handlers.kit.feature import Feature, Noun
from handlers.kit.files import SCOPE

feature = Feature(
    name="export",
    nouns={
        "export": Noun(
            listeners.command,
            description="Get a copy of what the alliance keeps, or have your data erased",
            examples=(
                ("export", "open the form: what, whose, CSV or JSON"),
                ("export me", "what I know about you, with buttons to download or erase it"),
                ("export org:clinic", "your organisation's part, if you hold its vote"),
                ("export erase me", "have your data erased; I ask again first"),
            ),
            aliases=("download", "my-data"),
        )
    },
    forms={"export.make": listeners.submit},
    actions={
        "export.open": listeners.open_form,
        "export.me": listeners.about_me,
        "export.download": listeners.download,
        "export.erase": listeners.erase,
        "export.erase_former": listeners.erase_former,
    },
    home=pages.home,
    optional_scopes=frozenset({SCOPE}),
)
