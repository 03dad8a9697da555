"""The sandbox, driven with Slack's own client and Bolt."""
