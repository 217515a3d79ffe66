"""Where the program begins: a window, or one job without a window."""

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; return its exit code: 0 for done, 1 for a known trouble, 2 for wrong usage.

    Args:
        argv: The words behind the program's name; None for those it was called with.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    # The common start is known by a glance; whatever takes reading is read by those who do it.
    if not words or (len(words) == 2 and words[0] == "--profile" and words[1] and not words[1].startswith("-")):
        return _open_window(words[1] if words else None)
    from cca_desktop.command.line import run

    return run(words)


def _open_window(folder: str | None) -> int:
    from pathlib import Path

    from cca_desktop.app import open_window
    from cca_desktop.errors import KnownError
    from cca_desktop.storage.profile import Profile

    try:
        return open_window(Profile.at(Path(folder) if folder else None), [])
    except KnownError as trouble:
        print(trouble, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
