"""An environment of our own to bundle from: the hashed requirements and nothing else."""

import hashlib
import os
import shutil
import sys
import venv
from pathlib import Path

from installers.product import PACKAGING, WORK
from installers.steps import run, step

REQUIREMENTS = PACKAGING / "requirements-bundle.txt"


def bring_environment() -> Path:
    """Make the environment if it is not there, or not from these requirements; return its interpreter."""
    folder = WORK / "environment"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = folder / "made-from.txt"
    made_from = f"{sys.version}\n{hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()}\n"
    if python.exists() and stamp.exists() and stamp.read_text("utf-8") == made_from:
        return python
    with step("Making an environment to bundle from, every file checked against its hash"):
        shutil.rmtree(folder, ignore_errors=True)
        venv.create(folder, with_pip=True)
        pip = (python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
        run(*pip, "--no-deps", "--only-binary=:all:", "--require-hashes", "-r", REQUIREMENTS)
        stamp.write_text(made_from, "utf-8")
    return python
