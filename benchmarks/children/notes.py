"""A kind of notice that costs next to nothing to render, so that a run measures its delivery."""

from handlers.kit.rendering import Message, Rendering

KIND = "other.note"


async def render(rendering: Rendering) -> Message:
    """Render a notice's number."""
    return Message(f"Note {rendering.data['number']}")
