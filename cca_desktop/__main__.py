"""Where the program begins: a window, or one job without a window."""

import gc
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; return its exit code: 0 for done, 1 for a known trouble, 2 for wrong usage.

    Args:
        argv: The words behind the program's name; None for those it was called with.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    # The common start is known by a glance; whatever takes reading is read by those who do it.
    if not words or (len(words) == 2 and words[0] == "--profile" and words[1] and not words[1].startswith("-")):
        return _begin_with_window(words[1] if words else None)
    from cca_desktop.command.line import run

    return run(words, _open_window)


def _begin_with_window(folder: str | None) -> int:
    from pathlib import Path

    from cca_desktop.errors import KnownError

    try:
        return _open_window(Path(folder) if folder else None, ())
    except KnownError as trouble:
        print(trouble, file=sys.stderr)
        return 1


def _open_window(folder: "Path | None", files: Sequence[str]) -> int:
    gc.disable()  # nothing is thrown away while the window is built; once it stands, the program turns it on again
    from cca_desktop.ui.binding import import_binding

    import_binding()
    from cca_desktop.app import open_window
    from cca_desktop.storage.profile import Profile

    return open_window(Profile.at(folder), files)


if __name__ == "__main__":
    sys.exit(main())
