"""A local Slack-compatible workspace: Web API, Socket Mode, signed HTTP, and the people who use it."""
