"""Reminders: what is due, once each morning, and the week on Monday."""

from datetime import timedelta

from bot.services import reminders
from handlers.kit.feature import Feature, Job
from handlers.reminders import messages

feature = Feature(
    name="reminders",
    renderers={"reminders.morning": messages.morning, "reminders.stuck": messages.stuck},
    stoppable={
        "reminders.due": "the morning’s reminders of what is due",
        "reminders.digest": "the Monday digest",
        "reminders.stuck": "word of items in your group that are a week late",
    },
    jobs=(
        Job("reminders.due", timedelta(seconds=1), reminders.remind_due),
        Job("reminders.begin", timedelta(minutes=5), reminders.begin_all),
    ),
)
