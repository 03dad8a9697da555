"""Groups in Slack."""
