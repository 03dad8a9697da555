"""A reader of the sample alliance: Ana, at noon of a summer's day in New York."""

from datetime import UTC, datetime

import pytest

from sandbox.page.reader import Reader
from sandbox.sample import sample_workspace

NOON = datetime(2026, 7, 10, 16, 0, tzinfo=UTC)


@pytest.fixture
def reader() -> Reader:
    """Return Ana as a reader."""
    workspace = sample_workspace(lambda: NOON)
    return Reader(workspace, workspace.user("ana"), "http://127.0.0.1:8787/")
