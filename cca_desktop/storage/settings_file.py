"""The file that preferences are kept in."""

import json
import logging
from pathlib import Path

from cca_desktop.settings import Settings, settings_from

_log = logging.getLogger(__name__)


def load(path: Path) -> Settings:
    """Read the preferences; whatever cannot be used becomes the default and one line in the log."""
    told, is_whole = _content(path)
    settings, refused = settings_from(told)
    if not is_whole:
        _log.warning("The settings file cannot be read; the defaults are used.")
    elif refused:
        _log.warning("Settings of no use, replaced by their defaults: %s", ", ".join(refused))
    return settings


def save(path: Path, settings: Settings) -> None:
    """Write the preferences; what another version of the program has put into the file stays there.

    Raises:
        DiskTroubleError: They could not be written; the file is as it was.
    """
    # Imported here: nothing is saved before the first picture.
    from cca_desktop.storage.atomic_file import write_atomically

    told, _ = _content(path)
    told.update(settings._asdict())
    write_atomically(path, (json.dumps(told, indent=2) + "\n").encode())


def is_readable(path: Path) -> bool:
    """Tell whether the file is there and whole, or not there at all."""
    return _content(path)[1]


def _content(path: Path) -> tuple[dict[str, object], bool]:
    """Return what the file holds, and whether it could be read as what it should be; no file is an empty one."""
    try:
        told = json.loads(path.read_bytes())
    except FileNotFoundError:
        return {}, True
    except (OSError, ValueError, RecursionError):
        return {}, False
    return (told, True) if isinstance(told, dict) else ({}, False)
