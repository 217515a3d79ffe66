"""Import Qt for Python without three habits of its own that serve no reader and take a fifth of every start."""

import builtins
import importlib.util
import marshal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import CodeType
from typing import Any

_PACKED = "shibokensupport/"  # where its own modules say they lie; they are packed into its library
_SERVES_NOBODY = "shibokensupport/signature/lib/pyi_generator.py"  # writes stubs for type checkers
_Kept = dict[str, tuple[bytes, CodeType]]  # by file name: the hash of the source, and what it was compiled to


def import_binding(*, keeps: bool | None = None) -> None:
    """Import the binding, as quickly as it can be.

    Once it is here, it would look into the source of every module that is imported, for its own name: to know which
    of them might use its snake_case names. This program uses none. The search costs 0.2 ms a module and keeps the
    sources in memory; Whoosh alone has 60. A version that does not do so is left alone.

    Args:
        keeps: Whether to keep what had to be compiled; None for where Python may keep bytecode. Who installs says so.
    """
    file = Path(importlib.util.cache_from_source(__file__, optimization=f"shiboken{sys.flags.optimize}"))
    kept = _read(file)
    known = dict(kept)
    with _compiling_what_is_not_in(kept):
        import PySide6.QtCore  # noqa: F401
    if kept != known and (not sys.dont_write_bytecode if keeps is None else keeps):
        _keep(file, kept)
    # WORKAROUND https://doc.qt.io/qtforpython-6/considerations.html: until there is a switch for it
    features = sys.modules.get("PySide6.support.feature")
    if hasattr(features, "_mod_uses_pyside"):
        features._mod_uses_pyside = _uses_no_feature  # type: ignore[union-attr]  # noqa: SLF001


@contextmanager
def _compiling_what_is_not_in(kept: _Kept) -> Iterator[None]:
    """Let the binding take its own modules from ``kept``, and put into it what has to be compiled.

    The binding unpacks a dozen of them from memory and compiles them at each start, where Python keeps what it has
    compiled. Here they are kept as Python keeps others: beside this module, for this very interpreter, each with a hash
    of its source.
    """
    # WORKAROUND https://doc.qt.io/qtforpython-6/: until they are delivered compiled
    compiles = builtins.compile

    def compile_once(source: Any, filename: Any, *how: Any, **more: Any) -> Any:  # noqa: ANN401  as Python's own
        if not (isinstance(source, bytes) and str(filename).startswith(_PACKED)):
            return compiles(source, filename, *how, **more)
        if filename == _SERVES_NOBODY:
            source = b""
        stamp = importlib.util.source_hash(source)
        if filename not in kept or kept[filename][0] != stamp:
            kept[filename] = stamp, compiles(source, filename, *how, **more)
        return kept[filename][1]

    builtins.compile = compile_once
    try:
        yield
    finally:
        builtins.compile = compiles


def _read(file: Path) -> _Kept:
    with suppress(OSError, EOFError, TypeError, ValueError):
        magic, kept = marshal.loads(file.read_bytes())
        if magic == importlib.util.MAGIC_NUMBER:
            return dict(kept)
    return {}


def _keep(file: Path, kept: _Kept) -> None:
    from cca_desktop.errors import DiskTroubleError
    from cca_desktop.storage.atomic_file import write_atomically

    with suppress(DiskTroubleError):  # where it may not write: then the next start compiles again
        write_atomically(file, marshal.dumps((importlib.util.MAGIC_NUMBER, kept)))


def _uses_no_feature(_module: object) -> bool:
    return False
