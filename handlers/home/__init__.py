"""App Home, help, and direct messages: a capability over all the others, drawn from what they declare."""

from collections.abc import Sequence

from handlers.home.conversation import Conversation
from handlers.home.listeners import Home
from handlers.kit.feature import Feature


def feature(others: Sequence[Feature]) -> Feature:
    """Return the capability that shows the others."""
    home, conversation = Home(others), Conversation(others)
    return Feature(
        name="home",
        events={"app_home_opened": home.opened, "message.im": conversation.written_to},
        actions={"home.again": conversation.again},
        draws_home=home.shown,
        scopes=frozenset({"im:history"}),
    )
