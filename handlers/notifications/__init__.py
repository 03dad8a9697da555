"""Notifications: the bot's routine direct messages, few and at a good hour."""

from collections.abc import Sequence
from datetime import timedelta

from bot.services import notifications
from handlers.kit.feature import Feature, Job
from handlers.notifications.listeners import Choices
from handlers.notifications.messages import Folding


def feature(others: Sequence[Feature]) -> Feature:
    """Return the capability that folds the others' messages, and stops them."""
    names = {kind: name for one in others for kind, name in one.stoppable.items()}
    choices = Choices(names)
    folding = Folding({kind: render for one in others for kind, render in one.renderers.items()})
    return Feature(
        name="notifications",
        actions={"notifications.stop": choices.stop, "notifications.turn_on": choices.turn_on},
        renderers={"notifications.more": folding.more},
        jobs=(Job("notifications.forget", timedelta(hours=6), notifications.forget_old),),
        home=choices.section,
    )
