"""Where an index lies on the disk: immutable files, and a manifest that is written last and vouches for each of them.

An index is made of pickles, so only what this program wrote itself may be opened: the folder belongs to the reader
alone, and a file that is not to the byte what the manifest says is not looked at.
"""

import hashlib
import json
import os
import shutil
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from cca_desktop.errors import DamagedError
from cca_desktop.storage.atomic_file import write_atomically

_MANIFEST = "manifest.json"
_STAMP_LENGTH = 16
_TRIES = 3  # a writer may take files away between our reading the manifest and reading them


class IndexFolder:
    """The folder ``index/<stamp>``; the stamp says which format, package and schema its files are written in."""

    def __init__(self, folder: Path, recipe: str) -> None:
        """Stand in ``folder``; ``recipe`` is all that decides whether files can be read."""
        self._stamp = hashlib.sha256(recipe.encode()).hexdigest()[:_STAMP_LENGTH]
        self._parent = folder
        self._place = folder / self._stamp
        self.lock_file = folder / f"{self._stamp}.lock"
        self.volumes = folder / f"{self._stamp}.volumes"

    def read(self) -> dict[str, bytes]:
        """Return the content of each file by its name; nothing where nothing was written yet.

        Raises:
            DamagedError: What lies there is not what was written, or others may write there.
        """
        for last_try in (False,) * (_TRIES - 1) + (True,):
            manifest = self.manifest()
            try:
                return self._vouched_for(manifest) if manifest else {}
            except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as trouble:
                if last_try:
                    raise DamagedError(
                        "The search index is damaged; it is made again. Your notes are safe."
                    ) from trouble
        return {}

    def manifest(self) -> bytes:
        """Return the manifest as it is, b"" where there is none; it differs when another process has written."""
        try:
            return (self._place / _MANIFEST).read_bytes()
        except OSError:
            return b""

    def _vouched_for(self, manifest: bytes) -> dict[str, bytes]:
        if not is_private(self._place):
            raise ValueError("others may write into the folder of the index")
        files = {}
        told = json.loads(manifest)
        if told["proof"] != proof_of(told["files"]):
            raise ValueError("the manifest is not what was written")
        for name, (size, digest) in told["files"].items():
            content = (self._place / digest).read_bytes()
            if len(content) != size or hashlib.sha256(content).hexdigest() != digest:
                raise ValueError(f"{name} is not what was written")
            files[name] = content
        return files

    def make(self) -> None:
        """Make the folder, for the reader alone.

        Raises:
            OSError: It cannot be made.
        """
        self._place.mkdir(mode=0o700, parents=True, exist_ok=True)

    def write(self, files: Mapping[str, bytes]) -> None:
        """Replace what lies there. Whenever the power fails, the old files or the new ones are what the manifest names.

        Raises:
            DiskTroubleError: The disk is full or cannot be written to; what lay there is as it was.
            OSError: The same, in making the folder.
        """
        self.make()
        digests = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
        for name, content in files.items():
            if not (self._place / digests[name]).exists():
                write_atomically(self._place / digests[name], content)
        named = {name: [len(content), digests[name]] for name, content in files.items()}
        manifest = json.dumps({"files": named, "proof": proof_of(named)})
        write_atomically(self._place / _MANIFEST, manifest.encode())
        wanted = {_MANIFEST, *digests.values()}
        for file in self._place.iterdir():
            if file.name not in wanted:
                with suppress(OSError):
                    file.unlink()

    def throw_away(self) -> None:
        """Remove what lies there, and what older versions of the program have left beside it."""
        shutil.rmtree(self._place, ignore_errors=True)
        self.throw_others_away()

    def throw_others_away(self) -> None:
        """Remove the indexes of other versions; those read theirs into memory and make them again."""
        with suppress(OSError):
            for other in self._parent.iterdir():
                if other.name.partition(".")[0] != self._stamp and _is_stamp(other.name.partition(".")[0]):
                    shutil.rmtree(other, ignore_errors=True)
                    with suppress(OSError):
                        other.unlink()


def is_private(folder: Path) -> bool:
    """Tell whether nobody but the reader may write into ``folder``."""
    if os.name == "nt":
        return True  # a user's own folder is private by inheritance there
    seen = folder.stat()
    return seen.st_uid == os.getuid() and not seen.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def proof_of(files: object) -> str:
    """Return the hash of what a manifest says, so that damage to the manifest itself is seen."""
    return hashlib.sha256(json.dumps(files, sort_keys=True).encode()).hexdigest()


def _is_stamp(name: str) -> bool:
    return len(name) == _STAMP_LENGTH and set(name) <= set("0123456789abcdef")
