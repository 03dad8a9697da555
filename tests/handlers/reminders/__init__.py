"""Reminders, as people meet them in Slack."""
