"""Slack's rate limits."""

import pytest
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.rates import Limiter, RateLimits
from sandbox.server import Sandbox
from tests.sandbox.apps import client_of, refused
from tests.sandbox.manifests import MANIFEST


class Watch:
    """A watch that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        """Return the moment."""
        return self.now


@pytest.fixture
def watch() -> Watch:
    """Return a watch."""
    return Watch()


def test_tier(watch: Watch) -> None:
    """A method may be called so often at once, and then as its tier says; others are not affected."""
    limiter = Limiter(RateLimits(), watch)
    assert [limiter.method("users.list", 2) for _ in range(20)] == [0] * 20
    assert limiter.method("users.list", 2) == 3
    assert limiter.method("users.conversations", 2) == 0
    watch.now += 3
    assert [limiter.method("users.list", 2), limiter.method("users.list", 2)] == [0, 3]


def test_posting_in_a_channel(watch: Watch) -> None:
    """A channel takes one message a second, after a small burst."""
    limiter = Limiter(RateLimits(), watch)
    assert [limiter.post("C1") for _ in range(5)] == [0, 0, 0, 0, 1]
    assert limiter.post("C2") == 0
    watch.now += 1
    assert [limiter.post("C1"), limiter.post("C1")] == [0, 1]


def test_posting_in_the_workspace(watch: Watch) -> None:
    """The workspace as a whole takes a hundred at once, and 525 a minute."""
    limiter = Limiter(RateLimits(), watch)
    assert [limiter.post(f"C{number}") for number in range(101)] == [0] * 100 + [1]
    watch.now += 60
    assert [limiter.post(f"D{number}") for number in range(101)] == [0] * 100 + [1]
    watch.now += 1
    assert sum(limiter.post(f"E{number}") == 0 for number in range(20)) == 8


def test_a_refused_post_costs_nothing(watch: Watch) -> None:
    """What a channel refuses does not use up what the workspace takes."""
    limiter = Limiter(RateLimits(workspace_burst=5), watch)
    for _ in range(20):
        limiter.post("C1")
    assert limiter.post("C2") == 0
    assert limiter.post("C3") == 1


def test_factor_and_off(watch: Watch) -> None:
    """All rates can be scaled, or switched off."""
    fast, off = Limiter(RateLimits().faster(10), watch), Limiter(RateLimits.off(), watch)
    assert sum(fast.method("users.list", 2) == 0 for _ in range(300)) == 200
    assert sum(fast.post("C1") == 0 for _ in range(100)) == 40
    assert sum(off.post("C1") == 0 for _ in range(300)) == 300
    assert sum(off.method("users.list", 2) == 0 for _ in range(300)) == 300


async def test_answer(sandbox: Sandbox, client: AsyncWebClient) -> None:
    """Too many calls are answered with 429, and when to come back; nothing is posted."""
    for _ in range(4):
        await client.chat_postMessage(channel="U0ANA00000", text="Hi")
    answer = await refused(client.chat_postMessage(channel="U0ANA00000", text="Hi"))
    assert (answer.status_code, answer["error"], answer.headers["Retry-After"]) == (429, "ratelimited", "1")
    assert len(sandbox.person("ana").dms) == 4
    assert sandbox.calls.refusals["ratelimited"] == 1
    assert sandbox.calls[-1].status == 429


async def test_client_waits() -> None:
    """Slack's client, told to, waits and tries again."""
    limits = RateLimits(channel_burst=1, channel_per_second=20)
    async with Sandbox.running(MANIFEST, rates=limits) as sandbox:
        client = client_of(sandbox)
        client.retry_handlers.append(AsyncRateLimitErrorRetryHandler(max_retry_count=1))
        for number in range(2):
            await client.chat_postMessage(channel="U0ANA00000", text=str(number))
    assert [message.text for message in sandbox.person("ana").dms] == ["0", "1"]
