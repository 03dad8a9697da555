"""Every dependency has its reason, and every import its dependency."""

import ast
import importlib.metadata
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).parent.parent
OWN = {"bot", "handlers", "storage", "migrations", "sandbox", "tests", "benchmarks"}


def _name(requirement: str) -> str:
    """Return a package's name as everybody writes it: PyYAML is pyyaml."""
    return re.split(r"[^\w.-]", requirement, maxsplit=1)[0].lower().replace("_", "-")


def _declared() -> set[str]:
    """Return the packages that pyproject.toml names, to run, to build and to develop."""
    content = tomllib.loads((PROJECT / "pyproject.toml").read_text())
    project = content["project"]
    lists = [project["dependencies"], *project["optional-dependencies"].values()]
    lists += content["dependency-groups"].values()
    return {_name(requirement) for one in lists for requirement in one} - {project["name"]}


def _imported(file: Path) -> Iterator[str]:
    """Yield the top-level packages that a file imports."""
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


def test_each_dependency_has_a_reason() -> None:
    """docs/decisions/dependencies.md and pyproject.toml name the same packages."""
    reasons = (PROJECT / "docs" / "decisions" / "dependencies.md").read_text()
    assert set(re.findall(r"(?m)^- `([\w.-]+)`: \w", reasons)) == _declared()


def test_each_import_is_a_dependency() -> None:
    """What the code imports is declared, not there by luck because another package needs it."""
    files = [file for folder in OWN for file in (PROJECT / folder).rglob("*.py")]
    modules = {module for file in files for module in _imported(file)} - OWN - sys.stdlib_module_names
    packages = importlib.metadata.packages_distributions()
    undeclared = {module for module in modules if not {_name(p) for p in packages[module]} & _declared()}
    assert undeclared == set()
