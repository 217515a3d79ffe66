"""All volumes of a reader's collection: found at the start, made in pauses, put away when nothing in them counts.

A volume is made in a folder of its own that is given its name when it is whole. So nothing has to be undone whenever
the program ends, and several programs may make volumes at once; what is there twice counts once.
"""

import logging
import secrets
import shutil
from collections.abc import Generator, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from cca_desktop.errors import DamagedError
from cca_desktop.library.document import Document
from cca_desktop.search.index import lock_at

if TYPE_CHECKING:
    from cca_desktop.search.volume_tier import VolumeTier

_log = logging.getLogger(__name__)

_SEALED, _IN_THE_MAKING, _LOCK = ".volume", ".making", ".lock"
_FIRST = 6_000_000  # characters, some million words
_LARGEST = 72_000_000  # characters: where their words stand takes some hundred megabytes of memory meanwhile
_GROWTH = 3  # times as much as there is already: few volumes in the end, and never much to lose
_MANY = 8  # volumes, from which on the smallest goes into the next
_WASTED = 2  # a volume of which less than one in so many paragraphs counts goes into the next as well


class Volumes:
    """The volumes in one folder; None where nothing can be kept."""

    def __init__(self, folder: Path | None) -> None:
        """Open what is there. What is damaged, or was never finished, is thrown away."""
        self._folder = folder
        self.tiers: list[VolumeTier] = []
        if folder is None or not folder.is_dir():
            return
        for place in sorted(folder.glob(f"*{_SEALED}")):
            try:
                self.tiers.append(_opened(place))
            except DamagedError:
                _log.info("A volume of the search index is damaged; it is made again.")
                shutil.rmtree(place, ignore_errors=True)
        for name in {place.stem for place in folder.iterdir() if place.suffix in (_IN_THE_MAKING, _LOCK)}:
            _throw_away_unfinished(folder / name)

    def can_be_made(self) -> bool:
        """Tell whether there is a place for them."""
        return self._folder is not None

    def signs(self) -> dict[str, set[str]]:
        """Return the signatures of what is in them, by the ids of the documents."""
        signs: dict[str, set[str]] = {}
        for tier in self.tiers:
            for chapter in tier.files.chapters:
                signs.setdefault(chapter.document, set()).add(chapter.sign)
        return signs

    def show(self, documents: Mapping[str, tuple[str, int, Document]]) -> None:
        """Let these ``documents`` count, each once; they come by id, with signatures and places on the shelf.

        A volume of which nothing counts any more is thrown away.
        """
        missing = dict(documents)
        for tier in reversed(self.tiers[:]):  # what was made last is the largest
            here = {
                chapter.document: missing.pop(chapter.document)[1:]
                for chapter in tier.files.chapters
                if chapter.document in missing and missing[chapter.document][0] == chapter.sign
            }
            if here:
                tier.show_documents(here)
            else:
                self._throw_away(tier)

    def _throw_away(self, tier: "VolumeTier") -> None:
        self.tiers.remove(tier)
        tier.close()
        shutil.rmtree(tier.files.folder, ignore_errors=True)

    def characters_for_next(self) -> int:
        """Return how long the texts of the next volume may be altogether."""
        return min(_LARGEST, max(_FIRST, _GROWTH * sum(tier.characters for tier in self.tiers)))

    def to_be_bound_anew(self) -> set[str]:
        """Return the ids of the documents that belong into the next volume though they are in one already."""
        worn = [tier for tier in self.tiers if tier.living.bit_count() * _WASTED < tier.files.size]
        if len(self.tiers) >= _MANY:
            worn.append(min(self.tiers, key=lambda tier: tier.characters))
        return {document for tier in worn for document in tier.documents()}

    def make(self, documents: Iterable[Document]) -> Generator[dict[str, str], None, None]:
        """Make a volume of ``documents``, a step at a time; at the end yield their signatures by their ids.

        Raises:
            OSError: The disk is full or cannot be written to; what was there is as it was.
            DiskTroubleError: The same.
        """
        from cca_desktop.search.volume_writer import VolumeWriter

        assert self._folder is not None
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        name = secrets.token_hex(8)
        place = self._folder / f"{name}{_IN_THE_MAKING}"
        lock = lock_at(self._folder / f"{name}{_LOCK}")
        lock.acquire()
        try:
            place.mkdir(mode=0o700)
            writer = VolumeWriter(place)
            try:
                for document in documents:
                    writer.add(document)
                    yield {}
                for _ in writer.seal():
                    yield {}
            finally:
                writer.close()
            sealed = place.rename(place.with_suffix(_SEALED))
            self.tiers.append(_opened(sealed, is_proven=True))
            yield writer.signs()
        finally:
            shutil.rmtree(place, ignore_errors=True)
            lock.release()
            with suppress(OSError):
                Path(lock.filename).unlink()

    def close(self) -> None:
        """Let go of every file."""
        for tier in self.tiers:
            tier.close()


def are_whole(folder: Path) -> bool:
    """Tell whether every volume in ``folder`` is what was written, and change nothing."""
    from cca_desktop.search.volume import VolumeFiles

    try:
        for place in folder.glob(f"*{_SEALED}"):
            VolumeFiles(place).close()
    except DamagedError:
        return False
    return True


def _opened(place: Path, *, is_proven: bool = False) -> "VolumeTier":
    # Imported here, as the letter and the notes need none of it.
    from cca_desktop.search.volume import VolumeFiles
    from cca_desktop.search.volume_tier import VolumeTier

    return VolumeTier(VolumeFiles(place, is_proven=is_proven))


def _throw_away_unfinished(place: Path) -> None:
    """Remove what a program that is no more has left; one that is still at it holds its lock."""
    file = place.with_suffix(_LOCK)
    lock = lock_at(file)
    try:
        if not lock.acquire():
            return
    except OSError:
        return
    shutil.rmtree(place.with_suffix(_IN_THE_MAKING), ignore_errors=True)
    lock.release()
    with suppress(OSError):
        file.unlink()
