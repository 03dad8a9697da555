"""What people can do about the bot's messages to them: stop a kind, and turn it on again."""

from collections.abc import Mapping

from slack_sdk.models.blocks import Block, ButtonElement

from bot.errors import RuleError
from bot.services import notifications
from handlers.kit import blocks
from handlers.kit.answers import Reply
from handlers.kit.call import Call


class Choices:
    """The kinds of messages that people can do without, by the names that they know them by."""

    def __init__(self, names: Mapping[str, str]) -> None:
        """Take the names."""
        self._names = names

    async def stop(self, call: Call) -> Reply:
        """Stop a kind; the answer turns it on again."""
        name = self._name(call.argument)
        await call.run(notifications.stop, call.argument)
        sentence = f"Stopped: {name}. You can turn them on again here, or in my Home."
        return Reply(sentence, [blocks.section(sentence, _turn_on(call.argument, name))])

    async def turn_on(self, call: Call) -> Reply:
        """Turn a kind on again."""
        name = self._name(call.argument)
        await call.run(notifications.turn_on, call.argument)
        return Reply(f"Turned on again: {name}. The next one comes when there is something to say.")

    async def section(self, call: Call) -> list[Block]:
        """Return what the caller has stopped, for App Home."""
        stopped = [kind for kind in await call.read(notifications.stopped) if kind in self._names]
        return [
            blocks.section(f"You have stopped: {self._names[kind]}.", _turn_on(kind, self._names[kind]))
            for kind in stopped
        ]

    def _name(self, kind: str) -> str:
        if kind not in self._names:
            raise RuleError("There are no such messages any more. My Home shows what you have stopped.")
        return self._names[kind]


def _turn_on(kind: str, name: str) -> ButtonElement:
    return blocks.button("Turn on", "notifications.turn_on", kind, says=f"Turn on {name}")
