"""Sentences are whole, for whoever translates them: none is glued, and numbers stand where grammar can see them."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

UI = Path(__file__).resolve().parents[2] / "cca_desktop" / "ui"
TRANSLATES = ("tr", "_tr", "translate")


def is_sentence(node: ast.AST) -> bool:
    """Whether ``node`` is a sentence in the reader's language, filled in or not."""
    if not isinstance(node, ast.Call):
        return False
    called = node.func
    if isinstance(called, ast.Attribute) and called.attr == "format":
        return is_sentence(called.value)
    return (called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")) in TRANSLATES


def glued(tree: ast.AST) -> Iterator[int]:
    """The lines in which something is put before or behind a sentence."""
    for node in (one for one in ast.walk(tree) if isinstance(one, (ast.expr, ast.stmt))):
        parts: list[ast.AST] = []
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            parts = [node.left, node.right]
        elif isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Add):
            parts = [node.value]
        elif isinstance(node, ast.JoinedStr):
            parts = [part.value for part in node.values if isinstance(part, ast.FormattedValue)]
        if any(map(is_sentence, parts)):
            yield node.lineno


def counting(tree: ast.AST) -> Iterator[int]:
    """The lines with a sentence that says of how many in a way that no plural can follow."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "{count}" in node.value:
            yield node.lineno


@pytest.mark.parametrize("file", sorted(UI.rglob("*.py")), ids=lambda file: str(file.relative_to(UI)))
def test_sentences_are_whole_and_count_by_plural_forms(file: Path) -> None:
    tree = ast.parse(file.read_text("utf-8"))
    assert not list(glued(tree)), "a translator puts the parts in another order: one sentence, with named places"
    assert not list(counting(tree)), "%Ln, so that each language has the plural forms it has"
