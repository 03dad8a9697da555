"""The server in a process of its own."""

import asyncio
import json
import signal
import sys
from pathlib import Path

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from tests.sandbox.manifests import MANIFEST


@pytest.mark.parametrize("option", [[], ["--no-rate-limits"], ["--rate-factor", "10"]])
async def test_process(tmp_path: Path, option: list[str]) -> None:
    """It prints where it is and its tokens, serves, keeps its state, and ends on a signal."""
    manifest, state = tmp_path / "manifest.json", tmp_path / "state.json"
    manifest.write_text(json.dumps(MANIFEST))
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "sandbox", "--port", "0"),
        *("--manifest", str(manifest), "--state", str(state), *option),
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout
    facts = json.loads(await process.stdout.readline())
    client = AsyncWebClient(token=facts["bot_token"], base_url=facts["api_url"])
    answers = [await client.users_list(limit=1) for _ in range(20)]
    process.send_signal(signal.SIGTERM)
    assert await process.wait() == 0
    assert len(answers) == 20
    assert "U0APPBOT00" in state.read_text()
