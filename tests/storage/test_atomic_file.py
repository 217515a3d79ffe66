import os
from pathlib import Path

import pytest

from cca_desktop.errors import DiskTroubleError
from cca_desktop.storage.atomic_file import write_atomically


def test_a_file_is_written_with_its_folder_and_written_over(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "file"
    write_atomically(path, b"one")
    write_atomically(path, b"two")
    assert path.read_bytes() == b"two"
    assert list(path.parent.iterdir()) == [path]


def test_a_file_that_cannot_be_written_is_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 250)  # the name of the file beside it is too long for any disk
    path.write_bytes(b"before")
    with pytest.raises(DiskTroubleError, match="What it held before is safe"):
        write_atomically(path, b"after")
    assert path.read_bytes() == b"before"


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such permissions")
def test_a_file_that_was_its_readers_alone_stays_so(tmp_path: Path) -> None:
    file = tmp_path / "notes.jsonld"
    file.write_bytes(b"old")
    file.chmod(0o600)
    write_atomically(file, b"new")
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"new", 0o600)
