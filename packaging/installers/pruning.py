"""What a bundle leaves out, by the rules of ``prune.toml``."""

import re
import tomllib
from pathlib import Path
from typing import NamedTuple

RULES = Path(__file__).resolve().parent.parent / "prune.toml"


class Pruning(NamedTuple):
    """The modules that are never bundled, and what the names of files look like that are not."""

    modules: tuple[str, ...]
    files: re.Pattern[str]

    def drops(self, name: str) -> bool:
        """Tell whether the file of that name, below the bundle's folder, stays out."""
        return bool(self.files.search(name.replace("\\", "/")))


def pruning_for(system: str) -> Pruning:
    """Return the rules for ``linux``, ``windows`` or ``macos``."""
    rules = tomllib.loads(RULES.read_text("utf-8"))
    patterns = [rule["files"] for rule in rules["drop"] if system in rule.get("systems", [system])]
    modules = [module for rule in rules["exclude"] for module in rule["modules"]]
    return Pruning(tuple(modules), re.compile("|".join(f"(?:{pattern})" for pattern in patterns)))
