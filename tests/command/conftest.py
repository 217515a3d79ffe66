"""A profile to write in, and the program called in this process."""

from collections.abc import Callable
from pathlib import Path

import pytest

from cca_desktop.__main__ import main
from tests.command.calling import Outcome


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """A folder that is not there yet."""
    return tmp_path / "profile"


@pytest.fixture
def here(capsys: pytest.CaptureFixture[str], profile: Path) -> Callable[..., Outcome]:
    """Call the program in this process, on ``profile``; everything but the start of a process is the same."""

    def call_here(*words: str) -> Outcome:
        capsys.readouterr()
        job, *rest = words
        code = main([job, "--profile", str(profile), *rest])
        said = capsys.readouterr()
        return Outcome(code, said.out, said.err)

    return call_here
