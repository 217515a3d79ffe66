"""Requests that a second start of the program leaves for the window that is open: no socket, only files."""

import json
import logging
import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from cca_desktop.storage.atomic_file import write_atomically
from cca_desktop.storage.profile import Profile

_log = logging.getLogger(__name__)


class Request(NamedTuple):
    """What the window is asked to do: come to the front, and open these ``files`` (absolute paths), if any."""

    files: tuple[str, ...] = ()


def request_for(files: Sequence[str]) -> Request:
    """Ask for ``files``, which are named from the folder this process stands in and not the window's."""
    return Request(tuple(os.path.abspath(file) for file in files))  # noqa: PTH100 (Path.absolute keeps "..")


def leave(profile: Profile, request: Request) -> None:
    """Leave ``request`` for the window of ``profile``.

    Raises:
        DiskTroubleError: It could not be written.
    """
    name = f"{time.time_ns():020d}-{os.getpid()}-{os.urandom(4).hex()}.json"
    write_atomically(profile.inbox_folder / name, json.dumps(request._asdict()).encode())


def take(profile: Profile) -> list[Request]:
    """Take all requests out of the inbox, in the order they were left; what is no request is thrown away and logged."""
    if not profile.inbox_folder.is_dir():
        return []
    return [request for file in sorted(profile.inbox_folder.glob("[0-9]*.json")) if (request := _take(file))]


def _take(file: Path) -> Request | None:
    try:
        raw = file.read_bytes()
        file.unlink()
    except OSError:  # another has taken it
        return None
    try:
        files = json.loads(raw)["files"]
        if isinstance(files, list) and all(isinstance(name, str) for name in files):
            return Request(tuple(files))
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    _log.warning("A file in the inbox was no request: %s", file.name)
    return None
