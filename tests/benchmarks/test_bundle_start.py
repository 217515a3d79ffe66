"""The figures of bundles beside the environment."""

from pathlib import Path

import pytest

from benchmarks.bundle_start import main, name_of, table
from benchmarks.start import Start


def test_the_table_tells_how_often_the_environments_a_bundle_takes() -> None:
    quick, slow = (Start(picture, picture + 0.5, picture / 2, 1.0, 60.0) for picture in (0.2, 0.25))
    lines = table({"environment": [quick] * 3, "bundle": [slow] * 3}).splitlines()
    assert lines[1].split()[-2:] == ["200", "250"]
    assert lines[2].split()[-3:] == ["1.00", "1.25", "1.30"]
    assert lines[6].split()[-2:] == ["1.00", "1.00"]


def test_a_bundle_is_called_by_the_folder_that_tells_it_apart() -> None:
    assert name_of(Path("/build/bundle-linux/cca-desktop/cca-desktop")) == "bundle-linux"
    assert name_of(Path("/opt/trial/cca-desktop")) == "trial"


def test_a_bundle_that_is_not_there_is_told_with_what_makes_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["/no/such/bundle"]) == 1
    assert "packaging/build.py --target linux" in capsys.readouterr().err
