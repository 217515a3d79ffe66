"""What is installed elsewhere is whole, and keeps to its own folder."""

import json
import subprocess
import sys
import tarfile
import zipfile
from hashlib import sha256
from pathlib import Path, PurePosixPath

import pytest

from cca_desktop import __version__

ROOT = Path(__file__).resolve().parents[2]
READ_THE_LETTER = """
import cca_desktop
from cca_desktop.library.edition import read_edition
from cca_desktop.storage.shipped import shipped
print(cca_desktop.__file__)
print(read_edition(shipped("seeds", "khrushchev-1962-10-26.json")).text[:1200].count("President"))
print(shipped("resources", "fonts", "EBGaramond12-Regular.otf").is_file())
"""


def build(kind: str, folder: Path) -> Path:
    """Build a wheel or an sdist of the checkout, offline."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (made,) = folder.iterdir()
    return made


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", tmp_path_factory.mktemp("wheel"))


def shipped_files() -> set[str]:
    """Return the seeds and resources of the checkout, as paths below the package."""
    return {
        path.relative_to(ROOT).as_posix()
        for folder in ("seeds", "resources")
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
    }


def test_nothing_of_the_wheel_lands_outside_the_package(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        tops = {PurePosixPath(name).parts[0] for name in archive.namelist()}
    assert tops == {"cca_desktop", f"cca_desktop-{__version__}.dist-info"}


def test_seeds_and_resources_travel_in_the_wheel_byte_for_byte(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        for name in shipped_files():
            assert archive.read(f"cca_desktop/{name}") == (ROOT / name).read_bytes(), name


def test_the_wheel_names_its_licences(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    licences = {PurePosixPath(name).name for name in names if ".dist-info/licenses/" in name}
    assert {"LICENSE", "OFL-EBGaramond.txt", "OFL-Inter.txt"} <= licences


def test_the_letter_opens_from_an_installed_wheel(wheel: Path, tmp_path: Path) -> None:
    target = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target)
    asked = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(target)!r})\n{READ_THE_LETTER}"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    package, addressed, has_face = asked.stdout.split()
    assert Path(package).is_relative_to(target)
    assert int(addressed) > 0
    assert has_face == "True"


def test_a_source_archive_builds_the_same_program(tmp_path: Path, wheel: Path) -> None:
    sdist = build("sdist", tmp_path)
    with tarfile.open(sdist) as archive:
        inside = {str(PurePosixPath(*PurePosixPath(name).parts[1:])) for name in archive.getnames()}
    with zipfile.ZipFile(wheel) as built:
        code = {name for name in built.namelist() if name.startswith("cca_desktop/") and name.endswith(".py")}
    assert code | shipped_files() | {"pyproject.toml", "LICENSE", "develop.py", "Makefile"} <= inside
    assert not {name for name in inside if name.startswith((".venv", "build/", ".git/"))}


def test_the_letter_is_the_one_its_description_was_made_for() -> None:
    for description in (ROOT / "seeds").glob("*.json"):
        told = json.loads(description.read_bytes())
        assert sha256((ROOT / "seeds" / told["text"]).read_bytes()).hexdigest() == told["checksum"]
