import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cca_desktop.errors import DiskTroubleError
from cca_desktop.settings import BIN_KEPT_DAYS, FACES, MOTIONS, RANGES, THEMES, Settings, settings_from
from cca_desktop.storage.settings_file import is_readable, load, save
from tests.conftest import Complaints

anything = st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), st.lists, max_leaves=5)
usable = st.builds(
    Settings,
    theme=st.sampled_from(THEMES),
    face=st.sampled_from(FACES),
    bin_kept_days=st.sampled_from(BIN_KEPT_DAYS),
    motion=st.sampled_from(MOTIONS),
    **{name: st.integers(*limits) for name, limits in RANGES.items()},
    **{name: st.booleans() for name in Settings._fields if name.startswith("is_")},
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the settings are kept."""
    return tmp_path / "profile" / "settings.json"


def test_no_file_means_the_defaults(path: Path) -> None:
    assert load(path) == Settings()


def test_what_was_saved_is_there_at_the_next_start(path: Path) -> None:
    save(path, Settings(theme="sepia", text_scale=150, is_left_open=False))
    assert load(path) == Settings(theme="sepia", text_scale=150, is_left_open=False)


@given(usable)
def test_every_usable_setting_is_read_as_it_was_written(settings: Settings) -> None:
    assert settings_from(settings._asdict()) == (settings, ())


@given(st.dictionaries(st.sampled_from(Settings._fields) | st.text(), anything))
def test_whatever_a_file_says_the_settings_are_usable(told: dict[str, object]) -> None:
    settings, refused = settings_from(told)
    assert settings.theme in THEMES
    assert settings.face in FACES
    assert settings.bin_kept_days in BIN_KEPT_DAYS
    assert settings.motion in MOTIONS
    for name, (least, greatest) in RANGES.items():
        assert least <= getattr(settings, name) <= greatest
    for name in refused:
        assert getattr(settings, name) == getattr(Settings(), name)


def test_a_bad_value_becomes_the_default_and_one_line_in_the_log(path: Path, complaints: Complaints) -> None:
    path.parent.mkdir()
    path.write_text(json.dumps({"theme": "pink", "text_scale": True, "is_right_open": False}))
    assert load(path) == Settings(is_right_open=False)
    assert complaints.sentences == [
        "WARNING cca_desktop.storage.settings_file: Settings of no use, replaced by their defaults: theme, text_scale"
    ]
    complaints.expect("Settings of no use")


def test_what_another_version_has_put_there_is_kept(path: Path) -> None:
    path.parent.mkdir()
    path.write_text(json.dumps({"voice": "Alice", "theme": "dark"}))
    save(path, load(path)._replace(text_scale=200))
    assert json.loads(path.read_text())["voice"] == "Alice"
    assert load(path) == Settings(theme="dark", text_scale=200)


@pytest.mark.parametrize("raw", [b"", b'{"theme": "da', b"[]", b"\xff\xfe", b"null", b"[" * 100_000])
def test_a_torn_file_means_the_defaults_and_one_line_in_the_log(path: Path, raw: bytes, complaints: Complaints) -> None:
    path.parent.mkdir()
    path.write_bytes(raw)
    assert load(path) == Settings()
    assert not is_readable(path)
    complaints.expect("cannot be read")
    save(path, Settings(theme="dark"))
    assert load(path) == Settings(theme="dark")


def test_settings_that_cannot_be_saved_are_told_in_a_sentence(path: Path, complaints: Complaints) -> None:
    path.mkdir(parents=True)
    with pytest.raises(DiskTroubleError, match="could not be written"):
        save(path, Settings())
    assert load(path) == Settings()
    complaints.expect("cannot be read")
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]
