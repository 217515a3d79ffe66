"""The two commands of the README must work on machines that have little."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import develop

ROOT = Path(__file__).resolve().parents[2]


def develop_with(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "develop.py"), *arguments], capture_output=True, text=True, check=False
    )


def test_make_and_python_know_the_same_verbs() -> None:
    targets = (ROOT / "Makefile").read_text("utf-8").split(".PHONY: ")[1].splitlines()[0].split()
    assert set(targets) == {"help", *develop.VERBS}


def test_a_verb_that_is_none_is_wrong_usage_and_lists_those_there_are() -> None:
    asked = develop_with("dance")
    assert asked.returncode == 2
    assert all(verb in asked.stdout for verb in develop.VERBS)


def test_older_interpreters_can_read_it_and_look_for_a_newer_one() -> None:
    ast.parse((ROOT / "develop.py").read_text("utf-8"), feature_version=(3, 8))


def test_it_needs_the_standard_library_alone() -> None:
    tree = ast.parse((ROOT / "develop.py").read_text("utf-8"))
    modules = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    modules |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {module.partition(".")[0] for module in modules} <= sys.stdlib_module_names


def test_an_environment_that_is_up_to_date_costs_nothing() -> None:
    if not develop.is_up_to_date():
        pytest.skip("the environment was not made by develop.py, or not from what stands here now")
    record = develop.VENV / "made-from.txt"
    before = record.stat().st_mtime_ns
    develop.refresh()
    assert record.stat().st_mtime_ns == before
