"""Roles in Slack."""
