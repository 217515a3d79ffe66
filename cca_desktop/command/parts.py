"""Whether every part of the program can be loaded, with all that it imports, wherever in its functions it does so.

Whoever bundles the program leaves much out. What is missing shows here and not at the reader's first click on it.
"""

import dis
import importlib
import os
import pkgutil
from collections.abc import Iterator, Sequence
from types import CodeType, ModuleType
from typing import NamedTuple

_OF_ONE_SYSTEM = {"fcntl": "posix", "msvcrt": "nt"}


class Import(NamedTuple):
    """An import statement: the module, and the names that are taken out of it."""

    module: str
    names: tuple[str, ...]


def parts_of(package: ModuleType) -> list[str]:
    """Return the name of every module in a package, and its own first."""
    found = pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    return [package.__name__, *sorted(module.name for module in found)]


def missing(parts: Sequence[str]) -> list[str]:
    """Load every part and whatever it would import later; return what fails, as a sentence for each."""
    troubles = []
    wanted: dict[Import, str] = {}
    for part in parts:
        trouble = _load(Import(part, ()))
        if trouble:
            troubles.append(f"{part} cannot be loaded: {trouble}.")
        else:
            wanted |= dict.fromkeys(imports_in(_code_of(part)), part)
    for asked, part in sorted(wanted.items()):
        trouble = _load(asked)
        if trouble:
            troubles.append(f"{part} lacks {asked.module}: {trouble}.")
    return troubles


def imports_in(code: CodeType) -> Iterator[Import]:
    """Find the import statements in a module, those inside its functions too."""
    names: object = None  # stand just before the module, as a constant
    for instruction in dis.get_instructions(code):
        if instruction.opname == "IMPORT_NAME" and _OF_ONE_SYSTEM.get(instruction.argval, os.name) == os.name:
            yield Import(instruction.argval, names if isinstance(names, tuple) else ())
        if instruction.opname != "EXTENDED_ARG":
            names = instruction.argval
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from imports_in(constant)


def _code_of(part: str) -> CodeType:
    loader = importlib.import_module(part).__loader__
    code = loader.get_code(part)  # type: ignore[union-attr]
    return code if isinstance(code, CodeType) else compile("", part, "exec")


def _load(asked: Import) -> str:
    """Import what a statement asks for; return what went wrong, or nothing."""
    try:
        module = importlib.import_module(asked.module)
        for name in asked.names:
            if not hasattr(module, name):
                importlib.import_module(f"{asked.module}.{name}")
    except ImportError as trouble:
        return str(trouble)
    return ""
