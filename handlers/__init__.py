"""Where the outside touches us: people, the clock, outgoing mail. Here the one list of capabilities."""

from handlers import delivery, home, kudos, members
from handlers.kit.feature import Feature

CAPABILITIES: tuple[Feature, ...] = (kudos.feature, members.feature)
FEATURES: tuple[Feature, ...] = (*CAPABILITIES, delivery.feature, home.feature(CAPABILITIES))
