"""The privacy guard stands before all that people type; a failure names the place where it does not."""

import ast
from pathlib import Path

from tests.handlers.code import functions, parsed

UNGUARDED: dict[str, str] = {}
"""Capabilities whose text fields hold no words of a person, each with its reason."""
GUARD = "ensure_private"


def _passed_on(node: ast.FunctionDef) -> set[str]:
    """Return the functions that a function passes `confirmed` on to."""
    return {
        ast.unparse(call.func).rpartition(".")[2]
        for call in ast.walk(node)
        if isinstance(call, ast.Call) and any(one.arg == "confirmed" for one in call.keywords)
    }


def test_confirmed_texts_are_checked() -> None:
    """Whoever takes `confirmed` asks the privacy guard, or hands both to a function that does."""
    passing = {
        node.name: _passed_on(node)
        for _, tree in parsed("bot/services")
        for node in functions(tree)
        if isinstance(node, ast.FunctionDef)
        and any(one.arg == "confirmed" for one in [*node.args.args, *node.args.kwonlyargs])
    }
    checking = {GUARD}
    for _ in passing:
        checking |= {name for name, others in passing.items() if others & checking}
    assert passing
    assert passing.keys() - checking == set()


def test_the_guard_is_told_whether_it_was_confirmed() -> None:
    """No use case asks the privacy guard without the answer of the person whom it asked before."""
    for path, tree in parsed("bot/services"):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == GUARD:
                keywords = {one.arg for one in node.keywords}
                assert {"confirmed", "field"} <= keywords, f"{path}:{node.lineno}"


def test_forms_for_text_pass_the_guard() -> None:
    """A capability with a text field hands on what was confirmed, or is listed with the reason why not."""
    without = set()
    for folder in sorted(path.parent for path in Path("handlers").glob("*/__init__.py")):
        code = "\n".join(path.read_text() for path in sorted(folder.glob("*.py")))
        has_field = "PlainTextInputElement(" in code or "RichTextInputElement(" in code
        if has_field and folder.name != "kit" and "is_confirmed" not in code:
            without.add(folder.name)
    assert without == UNGUARDED.keys()
