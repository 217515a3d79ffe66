"""The index of the letter, the notes and a few short texts: in memory, and kept on the disk between two starts.

All of it is read, proven by its manifest, before Whoosh sees a byte. So what another process does to the folder
meanwhile is of no consequence.
"""

import logging
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import Any

from cca_desktop.errors import DamagedError, DiskTroubleError
from cca_desktop.search.index import RECIPE, Entry, MemoryIndex, lock_at
from cca_desktop.search.index_folder import IndexFolder

_log = logging.getLogger(__name__)


class WordIndex(MemoryIndex):
    """An index in memory, kept on the disk between two starts where there is a folder.

    Every method but ``open`` raises DamagedError where Whoosh stumbles.
    """

    def __init__(self, folder: IndexFolder | None) -> None:
        """Start with what lies in ``folder``; a damaged index counts as an empty one until it is written again."""
        self._folder = folder
        self._is_damaged = False  # on the disk: what lies there is of no use to anybody
        self._manifest = b""
        try:
            super().__init__(folder.read() if folder else {})
            self._manifest = folder.manifest() if folder else b""
        except DamagedError:
            _log.info("The search index is damaged; answers go on without it until it is made again.")
            self.forget()

    @classmethod
    def open(cls, folder: Path | None) -> "WordIndex":
        """Open the index in ``folder``, or for None one that lives in memory alone."""
        return cls(IndexFolder(folder, RECIPE) if folder else None)

    def write(
        self, put: Iterable[Entry], drop: Collection[str], is_outdated: Callable[[], bool] = lambda: False
    ) -> bool:
        """Take the units named in ``drop`` and those put anew out of the index, put ``put`` in, and keep it all.

        What another process has written in the meantime is taken up first.

        Returns:
            Whether it is on the disk. It is not where there is no folder, another process is writing, or the disk
            cannot be written to; without a folder, or with such a disk, the change is made in memory all the same.

        Raises:
            DamagedError: Whoosh stumbled; the index is as it was.
            OutdatedError: ``is_outdated`` told that something else is wanted now; the index is as it was.
        """
        if self._folder is None:
            self.change(put, drop, is_outdated)
            return False
        lock = _lock_of(self._folder)
        if lock is None:
            self.change(put, drop, is_outdated)
            return False
        try:
            if not lock.acquire():
                return False
            try:
                self._take_up_news(self._folder)
                self.change(put, drop, is_outdated)
                return self._keep(self._folder)
            finally:
                lock.release()
        except OSError as trouble:
            _log.info("The search index cannot be kept on this disk: %s", trouble.strerror)
            self.change(put, drop, is_outdated)
            return False

    def _take_up_news(self, folder: IndexFolder) -> None:
        """Under the lock: start from what lies on the disk now, or from nothing where that is damaged."""
        if folder.manifest() == self._manifest and not self._is_damaged:
            return
        try:
            self._take(folder.read(), folder.manifest())
        except DamagedError:
            folder.throw_away()
            self._take({}, b"")

    def _keep(self, folder: IndexFolder) -> bool:
        try:
            folder.write(self.files())
        except (OSError, DiskTroubleError) as trouble:
            _log.info("The search index could not be kept: %s", type(trouble).__name__)
            return False
        self._manifest = folder.manifest()
        self._is_damaged = False
        folder.throw_others_away()
        return True

    def place_of_volumes(self) -> Path | None:
        """Return where volumes of the same make lie, None where nothing is kept."""
        return self._folder.volumes if self._folder else None

    def forget(self) -> None:
        """Go on with an empty index, and take what lies on the disk for damaged."""
        self._is_damaged = True
        self._take({}, b"")

    def _take(self, files: dict[str, bytes], manifest: bytes) -> None:
        self.take(files)
        self._manifest = manifest


def _lock_of(folder: IndexFolder) -> Any:  # noqa: ANN401 (Whoosh's, which has no types)
    """Return the lock that a writer takes, or None where the disk lets nobody write."""
    try:
        folder.make()
        return lock_at(folder.lock_file)
    except OSError:
        return None
