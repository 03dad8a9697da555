"""Finding what somebody asks about, in the words that come to mind rather than the ones on file."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher, get_close_matches

GOOD_ENOUGH = 0.5
"""Half of the words fit."""
NEAR_THE_BEST = 0.25
ALIKE = 0.75
STEM = 0.8
SHORTEST_STEM = 4
WORDS_MAX = 12
_WORD = re.compile(r"[^\W_]+")
_FILLERS = frozenset(
    {
        *("a", "an", "the", "this", "it", "is", "are", "be", "and", "or", "of", "on", "in", "at", "by", "to"),
        *("for", "from", "with", "about", "i", "me", "my", "we", "us", "our", "do", "does", "can", "should"),
        *("what", "which", "who", "whom", "whose", "has", "have", "ask", "help", "tell", "please"),
        *("answers", "owns", "runs", "responsible", "accountable", "charge", "person"),
    }
)


def words(text: str) -> list[str]:
    """Return the words that say something, in small letters."""
    found = [word for word in _WORD.findall(text.lower()) if len(word) > 1]
    return [word for word in found if word not in _FILLERS][:WORDS_MAX]


def fit(topic: str, name: str) -> float:
    """Return how well a name fits a topic, from 0 to 1: how many of the topic's words are in it."""
    asked, there = words(topic), words(name)
    if not asked or not there:
        return 0.0
    return sum(max(_alike(one, other) for other in there) for one in asked) / len(asked)


def best(topic: str, names: Iterable[str]) -> list[int]:
    """Return the places of the names that fit a topic well, the best first."""
    scores = [(fit(topic, name), -place) for place, name in enumerate(names)]
    floor = max(GOOD_ENOUGH, max(scores, default=(0.0, 0))[0] - NEAR_THE_BEST)
    return [-place for score, place in sorted(scores, reverse=True) if score >= floor]


def near(topic: str, names: Iterable[str], limit: int = 3) -> list[str]:
    """Return the names that look most like a topic, however little."""
    known = {name.lower(): name for name in names}
    return [known[one] for one in get_close_matches(topic.lower()[:80], known, n=limit, cutoff=0.3)]


def _alike(one: str, other: str) -> float:
    if one == other:
        return 1.0
    shared = _shared_start(one, other)
    if shared >= SHORTEST_STEM - 1 and shared == len(one):
        return 0.9
    if shared >= SHORTEST_STEM and shared >= STEM * min(len(one), len(other)):
        return 0.85
    ratio = SequenceMatcher(None, one, other, autojunk=False).ratio()
    return ratio if ratio >= ALIKE and min(len(one), len(other)) >= SHORTEST_STEM else 0.0


def _shared_start(one: str, other: str) -> int:
    return next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
