"""What people ask the hub: for the menu, or for something by its word."""

from collections.abc import Sequence
from dataclasses import replace

from slack_sdk.models.blocks import Block

from bot.errors import RuleError
from handlers.hub import menu
from handlers.kit import grammar, usage
from handlers.kit.answers import Nothing, OpenForm, Reply, ShowHome
from handlers.kit.call import Call
from handlers.kit.feature import Feature
from handlers.kit.lexicon import Entry, Lexicon
from handlers.kit.steps import next_step

Answered = Reply | OpenForm | ShowHome | Nothing


class Hub:
    """Leads to every capability, by a word that is typed or by a button that is pressed."""

    def __init__(self, features: Sequence[Feature]) -> None:
        """Take the capabilities to lead to."""
        self._features = features
        self._lexicon = Lexicon(features)

    async def command(self, call: Call) -> Answered:
        """`/alliance NOUN …`: run what the word stands for with the text that follows it."""
        if not call.text.strip():
            return await self.open(call)
        word, rest = grammar.first_word(call.text)
        entry = self._lexicon.find(word or "")
        if entry is None:
            return menu.unknown(call, self._lexicon, word, rest)
        if usage.is_asked_for(rest):
            return entry.help(call.workspace)
        return await entry.listener(replace(call, text=rest))

    async def open(self, call: Call) -> Reply:
        """Show the menu, with the caller's next step on top."""
        return menu.menu(call, self._lexicon, await next_step(call, self._features))

    async def noun(self, call: Call) -> Answered:
        """Run a noun, as if it had been typed."""
        return await self._pressed(call, self._lexicon.nouns.get(call.argument))

    async def run(self, call: Call) -> Answered:
        """Run a command, as if it had been typed."""
        return await self._pressed(call, self._lexicon.commands.get(call.argument))

    async def _pressed(self, call: Call, entry: Entry | None) -> Answered:
        if entry is None:
            raise RuleError("I no longer know this. Open the menu again, and use the new one.")
        answer = await entry.listener(call)
        return menu.with_way_back(answer) if isinstance(answer, Reply) else answer

    async def home(self, _call: Call) -> list[Block]:
        """Return the hub's part of App Home: the way to everything."""
        return [menu.entrance()]
