"""The words that people can ask by: the nouns behind the hub's command, and the commands' own names."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial

from handlers.kit import usage
from handlers.kit.answers import Reply
from handlers.kit.feature import HUB, Feature, Listener
from handlers.kit.workspace import Workspace

NEAR_MAX = 3
NEAR_ENOUGH = 0.6


@dataclass(frozen=True, slots=True)
class Entry:
    """What a word leads to: who listens, and the help on it. `name` is the word's usual spelling."""

    name: str
    description: str
    listener: Listener
    help: Callable[[Workspace], Reply]
    is_command: bool = False

    def typed(self, workspace: Workspace) -> str:
        """Return what people type for it here."""
        return workspace.command(self.name) if self.is_command else f"{workspace.command(HUB)} {self.name}"


class Lexicon:
    """Finds what a word means, in any spelling that people try, and the words near one that means nothing."""

    def __init__(self, features: Iterable[Feature]) -> None:
        """Take the capabilities; their own spellings win over plurals and singulars made of them."""
        features = tuple(features)
        self.nouns = dict(_nouns(features))
        self.commands = dict(_commands(features))
        exact = {
            alias.lower(): self.nouns[name]
            for feature in features
            for name, noun in feature.nouns.items()
            for alias in (name, *noun.aliases)
        }
        exact = self.commands | exact
        self._words: Mapping[str, Entry] = {_other(word): one for word, one in exact.items()} | exact

    def find(self, word: str) -> Entry | None:
        """Return what a word leads to; a noun before a command of the same name."""
        return self._words.get(word.lower())

    def near(self, word: str) -> list[Entry]:
        """Return what is spelt like a word, the nearest first, each once."""
        words = get_close_matches(word.lower(), self._words, n=2 * NEAR_MAX, cutoff=NEAR_ENOUGH)
        return list({self._words[one].name: self._words[one] for one in words}.values())[:NEAR_MAX]


def _other(word: str) -> str:
    """Return the plural of a singular, and the singular of a plural, as far as an s makes it."""
    return word.removesuffix("s") if word.endswith("s") else f"{word}s"


def _nouns(features: Iterable[Feature]) -> Iterator[tuple[str, Entry]]:
    for feature in features:
        for name, noun in feature.nouns.items():
            yield name, Entry(name, noun.description, noun.listener, partial(usage.of_noun, name, noun))


def _commands(features: Iterable[Feature]) -> Iterator[tuple[str, Entry]]:
    for feature in features:
        for typed, command in feature.commands.items():
            shown = partial(usage.of_command, typed, command)
            name = typed.removeprefix("/")
            yield name, Entry(name, command.description, command.listener, shown, is_command=True)
