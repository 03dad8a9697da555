"""Direct messages to the bot: understood like commands, for those who have none, and for everybody else."""

from collections.abc import Sequence
from dataclasses import replace

from slack_sdk.models.blocks import Block

from bot.rules.privacy import PrivacyError, UnconfirmedError
from bot.services import greetings
from handlers.home.speech import Speech
from handlers.kit import blocks
from handlers.kit.answers import Nothing, OpenForm, Reply, ShowHome
from handlers.kit.call import Call
from handlers.kit.feature import Feature
from handlers.kit.lexicon import Entry

Answered = Reply | OpenForm | ShowHome | Nothing
BUTTONS_MAX = 5
SMALL = (
    "Write me what you want to do, such as “my actions” or “thanks @ana for the van”. "
    "No patient or client information, please."
)
DELETE = "You can delete your message above, so that it is gone from here too."


class Conversation:
    """Answers what people write to the bot."""

    def __init__(self, features: Sequence[Feature]) -> None:
        """Take the capabilities that can be asked for."""
        self._speech = Speech(features)

    async def written_to(self, call: Call) -> Answered:
        """Answer a direct message; what apps write, and what was changed or deleted, is left alone.

        A form cannot open from a message, so a button comes that opens it.
        """
        message = call.payload
        if message.get("bot_id") or message.get("subtype") or not call.text.strip():
            return Nothing()
        name = await call.read(greetings.name_of)
        try:
            answer = await self.again(call)
        except UnconfirmedError as doubt:
            return _with_button(
                call, f":warning: *Not done yet.* {blocks.escape(doubt.sentence)}", "Check it"
            )
        except PrivacyError as refused:
            return Reply(f"{blocks.escape(refused.sentence)} {DELETE}")
        if not isinstance(answer, OpenForm):
            return answer
        first = blocks.escape(name.split()[0])
        return _with_button(
            call, f"{first}, this needs a form. What you wrote is in it already.", "Open the form"
        )

    async def again(self, call: Call) -> Answered:
        """Do what a text asks for, as if it had been typed as a command."""
        said = self._speech.understand(call.text, call.workspace.command_prefix)
        if said.listener:
            return await said.listener(replace(call, text=said.rest))
        if said.entry_to_explain:
            return said.entry_to_explain.help(call.workspace)
        return self._help(said.opening, said.near)

    def _help(self, opening: str, near: Sequence[Entry]) -> Reply:
        """Return what I can do, with a button for each thing, those first that may be meant."""
        entries = [*near, *(one for one in self._speech.lexicon.commands.values() if one not in near)]
        lines = "\n".join(f"*{blocks.escape(one.name)}*: {blocks.escape(one.description)}" for one in entries)
        row = [
            blocks.button(one.name.title(), "home.again", one.name, value=one.name)
            for one in entries[:BUTTONS_MAX]
        ]
        shown: list[Block] = [blocks.section(opening), blocks.section(lines), blocks.actions(*row)]
        return Reply(f"{opening}\n{lines}", [*shown, blocks.context(SMALL)])


def _with_button(call: Call, text: str, label: str) -> Reply:
    """Return a text with the button that does what was written once more, now that a form can open."""
    more = (
        f" Only its first {blocks.VALUE_MAX} characters: it is long."
        if len(call.text) > blocks.VALUE_MAX
        else ""
    )
    button = blocks.button(label, "home.again", value=call.text, style="primary")
    return Reply(text, [blocks.section(f"{text}{more}"), blocks.actions(button)])
