"""The Web API: one dispatcher, and a module for each family of methods."""

from sandbox.api import chat, conversations, files, marks, people, rooms, teams, views
from sandbox.api.call import Method

METHODS: dict[str, Method] = {
    **teams.METHODS,
    **chat.METHODS,
    **conversations.METHODS,
    **rooms.METHODS,
    **people.METHODS,
    **marks.METHODS,
    **files.METHODS,
    **views.METHODS,
}
"""Every method that the sandbox knows, by its name."""
