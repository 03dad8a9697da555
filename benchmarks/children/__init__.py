"""Processes that are measured, beside the bot itself; each runs on the core that it is given."""
