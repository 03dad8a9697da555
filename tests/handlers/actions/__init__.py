"""Action items, as people meet them in Slack."""
