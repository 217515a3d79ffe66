import json
import zipfile
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cca_desktop.errors import DamagedError, DiskTroubleError, KnownError, NewerVersionError, NotHereError
from cca_desktop.notes.joining import Joining
from cca_desktop.notes.notebook import Notebook
from cca_desktop.settings import Settings
from cca_desktop.storage.database import Database
from cca_desktop.storage.profile import Profile
from cca_desktop.storage.profile_archive import bring_settings, is_archive, pack, unpacked
from cca_desktop.storage.settings_file import load, save


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    """A profile with two notes, one of them in the bin, and a preference."""
    profile = Profile.at(tmp_path / "profile")
    with closing(Database.open(profile.database_file)) as database:
        notebook = Notebook(database, lambda _: None)
        notebook.write(None, "слово 😀")
        notebook.retire(notebook.write(None, "binned").notes[0])
    save(profile.settings_file, Settings(theme="dark"))
    return profile


@pytest.fixture
def file(profile: Profile, tmp_path: Path) -> Path:
    """The profile as one file."""
    file = tmp_path / "out" / "mine.zip"
    assert pack(profile, file, clock=lambda: 0.0) == 1
    return file


def test_a_profile_is_carried_to_another_machine(file: Path, tmp_path: Path) -> None:
    assert is_archive(file)
    new = Profile.at(tmp_path / "new")
    with unpacked(file) as contents, closing(Database.open(new.database_file)) as database:
        assert contents.made == "1970-01-01T00:00:00Z"
        notebook = Notebook(database, lambda _: None)
        Joining(database, contents.notes).join()
        assert bring_settings(contents, new)
        assert [note.body for note in notebook.notes()] == ["слово 😀"]
        assert [note.body for note in notebook.binned()] == ["binned"]
    assert load(new.settings_file).theme == "dark"
    assert not contents.notes.exists()


def test_preferences_that_are_here_already_stay(file: Path, profile: Profile) -> None:
    save(profile.settings_file, Settings(theme="sepia"))
    with unpacked(file) as contents:
        assert not bring_settings(contents, profile)
    assert load(profile.settings_file).theme == "sepia"


def test_a_profile_is_packed_while_its_window_is_open(profile: Profile, tmp_path: Path) -> None:
    with closing(Database.open(profile.database_file)) as window:
        Notebook(window, lambda _: None).write(None, "just written")
        assert pack(profile, tmp_path / "mine.zip") == 2


def test_where_there_are_no_notes_nothing_is_packed(tmp_path: Path) -> None:
    with pytest.raises(NotHereError, match="no notes here yet"):
        pack(Profile.at(tmp_path / "none"), tmp_path / "mine.zip")
    assert list(tmp_path.iterdir()) == []


def test_damaged_notes_are_not_packed_and_the_file_before_stays(profile: Profile, file: Path) -> None:
    before = file.read_bytes()
    raw = bytearray(profile.database_file.read_bytes())
    raw[4096 * 3 : 4096 * 4] = b"\xa5" * 4096
    profile.database_file.write_bytes(raw)
    with pytest.raises(DamagedError):
        pack(profile, file)
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_a_folder_that_cannot_be_written_to_is_told(profile: Profile, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DiskTroubleError, match="could not be written"):
        pack(profile, tmp_path / "file" / "mine.zip")


def test_what_is_no_packed_profile_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotHereError), unpacked(tmp_path / "missing.zip"):
        pass
    (tmp_path / "text").write_text("not a profile")
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as other:
        other.writestr("profile.json", json.dumps({"format": "another"}))
    with zipfile.ZipFile(tmp_path / "odd.zip", "w") as odd:
        odd.writestr("profile.json", "[1]")
    for name in ("text", "other.zip", "odd.zip"):
        with pytest.raises(DamagedError, match="no profile of CCA Desktop"), unpacked(tmp_path / name):
            pass
    assert not is_archive(tmp_path / "text")
    assert not is_archive(tmp_path / "missing")


def repacked(file: Path, name: str, data: bytes, **described: object) -> Path:
    """Return a copy of the archive with one part replaced, and its description changed."""
    copy = file.with_name("changed.zip")
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(copy, "w") as new:
        for part in old.namelist():
            content = data if part == name else old.read(part)
            if part == "profile.json":
                content = json.dumps(json.loads(content) | described).encode()
            new.writestr(part, content)
    return copy


def test_a_part_that_was_changed_underway_is_refused(file: Path) -> None:
    for changed in (repacked(file, "notes.sqlite", b"other"), repacked(file, "settings.json", b"{}")):
        with pytest.raises(DamagedError), unpacked(changed):
            pass


def test_a_profile_from_a_newer_version_is_refused_politely(file: Path) -> None:
    with (
        pytest.raises(NewerVersionError, match="install the newest version"),
        unpacked(repacked(file, "", b"", version=2)),
    ):
        pass


def hostile(file: Path, notes: Iterator[bytes], description: bytes = b"") -> Path:
    """Return a packed profile whose notes are these, and whose description is of the true ones, or this one."""
    made = file.with_name("hostile.zip")
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        new.writestr("profile.json", description or old.read("profile.json"))
        with new.open("notes.sqlite", "w", force_zip64=True) as part:
            for piece in notes:
                part.write(piece)
    return made


def test_an_archive_made_to_fill_a_disk_is_refused_before_it_does(file: Path) -> None:
    bomb = hostile(file, (bytes(1 << 20) for _ in range(200)))
    assert bomb.stat().st_size < 1 << 20
    with pytest.raises(DamagedError, match="Nothing was imported"), unpacked(bomb):
        pass


@pytest.mark.parametrize(
    "description",
    [
        b"[" * 100_000,
        b'{"format":' * 100_000,
        b"\xff\xfe",
        b"null",
        b'{"format": "cca-desktop-profile", "version": NaN}',
        b'{"format": "cca-desktop-profile", "version": "one"}',
        b'{"format": "cca-desktop-profile", "version": 1, "checksums": []}',
        b'{"format": "cca-desktop-profile", "version": 1, "version": 1, "checksums": {"notes.sqlite": "0"}}',
        b" " * (2 << 20),
    ],
)
def test_a_description_that_makes_no_sense_is_refused_in_a_sentence(file: Path, description: bytes) -> None:
    with pytest.raises(KnownError, match="othing was imported"), unpacked(hostile(file, iter([b"x"]), description)):
        pass


def test_a_file_of_gigabytes_of_nothing_is_no_profile(tmp_path: Path) -> None:
    with (tmp_path / "sparse.zip").open("wb") as sparse:
        sparse.truncate(2 << 30)
    assert not is_archive(tmp_path / "sparse.zip")
    with pytest.raises(DamagedError), unpacked(tmp_path / "sparse.zip"):
        pass


def test_names_that_lead_out_of_the_folder_are_passed_over(file: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("../../escaped", "x")
    with unpacked(file) as contents:
        assert {path.name for path in contents.notes.parent.iterdir()} == {"notes.sqlite", "settings.json"}
    assert not list(tmp_path.rglob("escaped"))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_file_damaged_anywhere_is_refused_in_a_sentence_or_whole(file: Path, data: st.DataObject) -> None:
    raw = bytearray(file.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] ^= data.draw(st.integers(1, 255))
    torn = file.with_name("torn.zip")
    torn.write_bytes(raw[: data.draw(st.integers(0, len(raw)))])
    is_archive(torn)
    with suppress(KnownError), unpacked(torn) as contents:
        assert contents.notes.is_file()


def test_a_part_that_cannot_be_unpacked_is_told_in_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "mine.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("profile.json", "{}" * 400)
    packed = bytearray(file.read_bytes())
    packed[30 + len("profile.json")] = 0x07  # a block of a kind that there is not
    file.write_bytes(packed)
    with pytest.raises(DamagedError), unpacked(file):
        pass
