"""The project's own code, parsed, for the tests that walk it."""

import ast
from collections.abc import Iterator
from pathlib import Path


def parsed(*folders: str) -> Iterator[tuple[Path, ast.Module]]:
    """Return each file of these folders, migrations aside."""
    for folder in folders:
        for path in sorted(Path(folder).rglob("*.py")):
            if "versions" not in path.parts:
                yield path, ast.parse(path.read_text())


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Return each function of a file, those within others included."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
