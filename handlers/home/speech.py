"""What the words of a direct message ask for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from handlers.kit import grammar, usage
from handlers.kit.feature import Feature, Listener
from handlers.kit.lexicon import Entry, Lexicon

GREETINGS = ("hello", "hi", "hey", "good morning", "good afternoon", "good evening")
QUESTIONS = ("help", "help me", "what can you do", "what can i do", "menu", "commands", "start")
COURTESIES = ("thanks", "thank you", "thx", "ok", "okay", "great", "cool", "bye")
WORDS_LOOKED_AT = 8
HERE_IS = "Here is what I can do."
_GAP = re.compile(r"[\s.,;:!?]+")
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Said:
    """What a message asks for: a listener with the rest of the text, or help on one thing or in general."""

    listener: Listener | None = None
    rest: str = ""
    entry_to_explain: Entry | None = None
    opening: str = HERE_IS
    near: tuple[Entry, ...] = ()


class Speech:
    """Understands the names of commands, the hub's nouns, and the phrases that capabilities know."""

    def __init__(self, features: Sequence[Feature]) -> None:
        """Take the capabilities; of phrases the longest counts."""
        self.lexicon = Lexicon(features)
        phrases = {said.lower(): one for feature in features for said, one in feature.phrases.items()}
        self._phrases = dict(sorted(phrases.items(), key=lambda pair: len(pair[0]), reverse=True))

    def understand(self, text: str, prefix: str) -> Said:
        """Return what a text asks for; any text asks for something, if only for help."""
        text = re.sub(rf"^\s*/?(?:{re.escape(prefix)})?", "", text, count=1, flags=re.IGNORECASE)
        whole = _GAP.sub(" ", text.lower().replace("’", "'")).strip()
        if whole in COURTESIES:
            return Said(opening=f"You are welcome! {HERE_IS}")
        if whole in GREETINGS:
            return Said(opening=f"Hello! {HERE_IS}")
        if whole in QUESTIONS:
            return Said()
        return self._phrase(text) or self._word(text) or self._free(text)

    def _phrase(self, text: str) -> Said | None:
        for phrase, listener in self._phrases.items():
            if text.lower().startswith(phrase):
                rest = text[len(phrase) :]
                if not rest[:1].isalnum():
                    return Said(listener, rest.lstrip(" \t\r\n.,;:!?"))
        return None

    def _word(self, text: str) -> Said | None:
        word, rest = grammar.first_word(text)
        entry = self.lexicon.find(word) if word else None
        if entry is None:
            return None
        if usage.is_asked_for(rest):
            return Said(entry_to_explain=entry)
        return Said(entry.listener, rest)

    def _free(self, text: str) -> Said:
        """Return help, with what the words of a text come near to."""
        words = _WORD.findall(grammar.readable(text[:500]))[:WORDS_LOOKED_AT]
        found = [entry for word in words if (entry := self.lexicon.find(word))]
        found += [entry for word in words for entry in self.lexicon.near(word)]
        near = tuple({entry.name: entry for entry in found}.values())[:3]
        asked = "Is it one of these?" if near else HERE_IS
        return Said(opening=f"I am not sure what you would like me to do. {asked}", near=near)
