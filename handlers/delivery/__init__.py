"""Delivery: from the outbox to Slack; and what it says itself when that fails."""

from bot.services.outbox import TROUBLE
from handlers.delivery import trouble
from handlers.kit.feature import Feature

feature = Feature(name="delivery", renderers={TROUBLE: trouble.told})
