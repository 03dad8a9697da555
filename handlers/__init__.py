"""Where the outside touches us: people, the clock, outgoing mail. Here the one list of capabilities."""

from handlers import (
    actions,
    delivery,
    export,
    groups,
    home,
    hub,
    kudos,
    members,
    notifications,
    organizations,
    reminders,
    roles,
    settings,
)
from handlers.kit.feature import Feature

CAPABILITIES: tuple[Feature, ...] = (
    actions.feature,
    kudos.feature,
    members.feature,
    organizations.feature,
    groups.feature,
    roles.feature,
    settings.feature,
    export.feature,
    reminders.feature,
)
NOTIFICATIONS: Feature = notifications.feature((*CAPABILITIES, delivery.feature))
HUB: Feature = hub.feature(CAPABILITIES)
FEATURES: tuple[Feature, ...] = (
    *CAPABILITIES,
    delivery.feature,
    NOTIFICATIONS,
    HUB,
    home.feature((*CAPABILITIES, NOTIFICATIONS, HUB)),
)
