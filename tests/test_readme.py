"""The documents tell of what there is: settings, commands, files."""

import re
from pathlib import Path

import pytest
import typer

from bot.__main__ import app
from bot.settings import HttpSettings

PROJECT = Path(__file__).parent.parent
README = (PROJECT / "README.md").read_text()
DOCUMENTS = [*PROJECT.glob("*.md"), *PROJECT.glob("docs/**/*.md")]


def _section(title: str) -> str:
    """Return the part of the README below a heading."""
    return README.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def test_settings() -> None:
    """The README's table has each setting of the process, and no other."""
    first_cells = re.findall(r"(?m)^\| (`[A-Z`_, ]+`) \|", _section("Settings"))
    told = {name for cell in first_cells for name in re.findall(r"[A-Z_]+", cell)}
    assert told == {name.upper() for name in HttpSettings.model_fields}


def test_commands() -> None:
    """The README's table has each command of `alliance`, and no other."""
    told = set(re.findall(r"(?m)^\| `alliance (\w+)", _section("Commands")))
    assert told == set(typer.main.get_group(app).commands)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_links(document: Path) -> None:
    """A link to another file leads to one."""
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", document.read_text())
    assert [link for link in links if not (document.parent / link).exists()] == []
