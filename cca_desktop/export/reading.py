"""Read what another program wrote, whatever it is: recognised by its content, bounded, and trusted in nothing."""

import json
import os
import re
import stat
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from cca_desktop.errors import DamagedError, KnownError, NotHereError
from cca_desktop.export.incoming import Incoming, carry_on, check_bounds, settled
from cca_desktop.export.markdown_folder import File
from cca_desktop.library.document import Document

MOST_BYTES = 256_000_000
_MOST_PARTS = 12_000_000  # values of a JSON file, more or less; so many take two gigabytes of memory
_LONGEST_NAME = 60
_MOST_FILES = 200_000
_MOST_BYTES_OF_NOTE = 8_000_000
_MARKDOWN = (".md", ".markdown")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def is_profile(path: Path) -> bool:
    """Tell by its content whether ``path`` is a packed profile, and no list of notes."""
    from cca_desktop.storage.profile_archive import is_archive

    return os.path.isfile(path) and is_archive(path)  # noqa: PTH113 (Path.is_file raises on a name that is too long)


def read(path: Path, documents: Sequence[Document], look: Callable[[], object] = carry_on) -> Incoming:
    """Read the notes in a file, or in a folder of Markdown files, and find their places in the documents that are here.

    Args:
        path: The file or the folder.
        documents: What is here.
        look: Called over and over while it is read; what it raises ends the reading.

    Raises:
        KnownError: There are none, or they cannot be read, or they are too many; nothing was changed.
    """
    kind = _kind_of(path)
    if stat.S_ISDIR(kind):
        from cca_desktop.export import markdown_folder

        unread: list[str] = []
        incoming = markdown_folder.read(_markdown_files(path, unread, look))
        incoming = incoming._replace(left_out=incoming.left_out + len(unread))
    elif stat.S_ISREG(kind):
        incoming = _from_file(path, documents, look)
    else:
        raise KnownError(f"“{_called(path)}” is neither a file nor a folder, so nothing was brought in.")
    return settled(check_bounds(incoming), documents, look)


def _kind_of(path: Path) -> int:
    try:
        return path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError) as missing:
        raise NotHereError(f"There is no file “{_called(path)}”, so nothing was brought in.") from missing
    except (OSError, ValueError) as trouble:
        raise _unreadable(path, trouble) from trouble


def _from_file(path: Path, documents: Sequence[Document], look: Callable[[], object]) -> Incoming:
    from cca_desktop.export import annotations, hypothesis, markdown_folder

    _refuse_what_is_no_text(path)
    text = _text_of(path)
    is_markdown = path.suffix.lower() in _MARKDOWN
    if text.lstrip()[:1] in ("{", "["):
        try:
            told = _json(path, text, look)
        except KnownError:
            if not is_markdown:  # a note may begin with a bracket as well
                raise
            told = None
        for reader, is_such in (
            (hypothesis.read, hypothesis.is_hypothesis),
            (annotations.read, annotations.is_annotations),
        ):
            if is_such(told):
                incoming = reader(told, documents, look)
                _take_apart(told)
                return incoming
    if is_markdown or re.match(r"---[ \t]*\r?\n", text):
        return markdown_folder.read([File(path.name, text)])
    raise DamagedError(
        f"“{_called(path)}” is nothing that can be brought in, so nothing was; notes come from a folder of Markdown "
        "files, from annotations as JSON-LD, from what Hypothes.is exports and from a profile."
    )


def _refuse_what_is_no_text(path: Path) -> None:
    """Say what a file is that a reader may well take for one of notes: a profile that was cut short, a copy.

    Raises:
        DamagedError: It is one of these.
    """
    try:
        with path.open("rb") as file:
            beginning = file.read(64)
    except OSError as trouble:
        raise _unreadable(path, trouble) from trouble
    if beginning.startswith(b"PK") and b"profile.json" in beginning:
        raise DamagedError(
            f"“{_called(path)}” is a packed profile whose end is missing, so nothing was brought in; copy it from the "
            "other machine once more."
        )
    if beginning.startswith(b"PK"):
        raise DamagedError(
            f"“{_called(path)}” is an archive and no packed profile, so nothing was brought in; unpack it, and choose "
            "the folder or a file in it."
        )
    if beginning.startswith(b"SQLite format 3"):
        raise DamagedError(
            f"“{_called(path)}” is a database and no export, so nothing was brought in; to go back to a copy of your "
            "notes open “Copies of the notes” in the window."
        )


def _text_of(path: Path) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except OSError as trouble:
        raise _unreadable(path, trouble) from trouble
    except MemoryError as trouble:
        raise _too_large(path) from trouble
    if len(raw) > MOST_BYTES:
        raise _too_large(path)
    try:
        return raw.decode("utf-16" if raw.startswith(_UTF16) else "utf-8-sig")
    except UnicodeDecodeError as trouble:
        raise DamagedError(
            f"“{_called(path)}” is not text in UTF-8 (at byte {trouble.start + 1}), so nothing was brought in."
        ) from trouble


def _json(path: Path, text: str, look: Callable[[], object]) -> object:
    if text.count(",") + text.count("[") + text.count("{") > _MOST_PARTS:
        raise _too_large(path)
    try:
        return json.loads(text, object_hook=partial(_let_others_in, look=look))
    except RecursionError as trouble:
        raise DamagedError(
            f"“{_called(path)}” is nested deeper than any annotation, so nothing was brought in."
        ) from trouble
    except ValueError as trouble:
        where = f" (line {trouble.lineno})" if isinstance(trouble, json.JSONDecodeError) else ""
        raise DamagedError(f"“{_called(path)}” is not whole JSON{where}, so nothing was brought in.") from trouble


def _take_apart(told: object) -> None:
    """Let go of a JSON value part by part: all at once it would hold up a window for a fifth of a second."""
    waiting = [told]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            waiting.extend(one.values())
            one.clear()
        elif isinstance(one, list):
            waiting.extend(one)
            one.clear()


def _let_others_in(told: dict[str, object], *, look: Callable[[], object]) -> dict[str, object]:
    """Return an object of JSON as it is; that this is Python lets a window answer while a large file is read."""
    look()
    return told


def _markdown_files(folder: Path, unread: list[str], look: Callable[[], object]) -> Iterator[File]:
    """Go through the Markdown files of a folder and its folders; what is hidden or only a link is passed over.

    The names of those that cannot be read are put into ``unread``.
    """
    count = size = 0
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names, key=os.path.splitext):  # "a.md" before "a 1.md", which may be its copy
            file = Path(parent, name)
            if name.startswith(".") or file.suffix.lower() not in _MARKDOWN or file.is_symlink():
                continue
            look()
            count += 1
            raw = _raw_note(file)
            size += len(raw or b"")
            if count > _MOST_FILES or size > MOST_BYTES:
                raise KnownError(
                    f"There is more in the folder “{_called(folder)}” than can be brought in at once, so nothing was; "
                    "divide it into several."
                )
            try:
                text = (b"\xff" if raw is None else raw).decode("utf-8-sig")
            except UnicodeDecodeError:
                unread.append(name)
            else:
                yield File(file.relative_to(folder).as_posix(), text)


def _raw_note(file: Path) -> bytes | None:
    """Return what is in a file, or None if it is no file, cannot be read or is no note for its length."""
    try:
        if not stat.S_ISREG(file.stat().st_mode):
            return None
        with file.open("rb") as opened:
            raw = opened.read(_MOST_BYTES_OF_NOTE + 1)
    except OSError:
        return None
    return raw if len(raw) <= _MOST_BYTES_OF_NOTE else None


def _too_large(path: Path) -> KnownError:
    return KnownError(
        f"“{_called(path)}” is larger than can be brought in at once, so nothing was; divide it into several."
    )


def _unreadable(path: Path, trouble: Exception) -> KnownError:
    reason = getattr(trouble, "strerror", None) or trouble
    return KnownError(f"“{_called(path)}” cannot be read ({reason}), so nothing was brought in.")


def _called(path: Path) -> str:
    """Return a name as it can be quoted in a sentence: printable, and not too long."""
    name = "".join(one if one.isprintable() else "\ufffd" for one in path.name)
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"
