"""What coordinators hear when messages do not arrive."""

from slack_sdk.models.blocks import Block

from bot.rules.outbox import advice
from handlers.kit import blocks
from handlers.kit.rendering import Message, Rendering


async def told(rendering: Rendering) -> Message:
    """Render which messages Slack refuses, and what to do about it."""
    kind, error = rendering.data["kind"], rendering.data["error"]
    text = f"Slack does not take some of my messages ({kind}): {error}. {advice(error)}"
    shown: list[Block] = [
        blocks.section(f":warning: Slack does not take some of my messages (`{kind}`): `{error}`."),
        blocks.section(blocks.escape(advice(error))),
        blocks.context("You are told once a day for each reason, as a coordinator of the alliance."),
    ]
    return Message(text, shown)
