"""Members: keeping what the alliance knows of its people in step with Slack."""

from datetime import timedelta

from bot.services import deliveries
from handlers.kit.feature import Feature, Job
from handlers.members import listeners

feature = Feature(
    name="members",
    events={"user_change": listeners.changed, "member_joined_channel": listeners.joined},
    jobs=(Job("deliveries.forget", timedelta(hours=6), deliveries.forget_old),),
    scopes=frozenset({"users:read", "users:read.email"}),
)
