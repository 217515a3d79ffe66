from pathlib import Path

import pytest

from cca_desktop.errors import DiskTroubleError
from cca_desktop.storage.inbox import Request, leave, request_for, take
from cca_desktop.storage.profile import Profile
from tests.conftest import Complaints


def test_requests_are_taken_once_in_the_order_they_were_left(tmp_path: Path) -> None:
    profile = Profile.at(tmp_path)
    requests = [Request(), Request(("/a.txt",)), Request(("/ü 😀.txt", "/half\udcff.txt"))]
    for request in requests:
        leave(profile, request)
    assert take(profile) == requests
    assert take(profile) == []


def test_an_inbox_that_was_never_used_is_empty(tmp_path: Path) -> None:
    assert take(Profile.at(tmp_path / "nowhere")) == []


def test_files_are_named_so_that_another_process_finds_them() -> None:
    assert request_for(["a/../b.txt"]) == Request((str(Path.cwd() / "b.txt"),))


@pytest.mark.parametrize("raw", [b"", b"{}", b'{"files": [1]}', b'{"files": "/etc"}', b"[" * 100_000])
def test_what_is_no_request_is_thrown_away(tmp_path: Path, raw: bytes, complaints: Complaints) -> None:
    profile = Profile.at(tmp_path)
    leave(profile, Request(("/a.txt",)))
    (profile.inbox_folder / "0-1-2.json").write_bytes(raw)
    assert take(profile) == [Request(("/a.txt",))]
    assert list(profile.inbox_folder.iterdir()) == []
    complaints.expect("was no request")


def test_an_inbox_that_cannot_be_written_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "inbox").touch()
    with pytest.raises(DiskTroubleError, match="could not be written"):
        leave(Profile.at(tmp_path), Request())
