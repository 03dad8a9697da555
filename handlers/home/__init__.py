"""App Home and help: a capability over all the others, drawn from what they declare."""

from collections.abc import Sequence

from handlers.home.listeners import Home
from handlers.kit.feature import Feature


def feature(others: Sequence[Feature]) -> Feature:
    """Return the capability that shows the others."""
    home = Home(others)
    return Feature(
        name="home",
        events={"app_home_opened": home.opened, "message.im": home.written_to},
        renderers={"home.help": home.help},
        scopes=frozenset({"im:history"}),
    )
