"""The files that travel with the program: seeds and resources."""

import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def shipped(*parts: str) -> Path:
    """Return the path of a shipped file, such as ``shipped("seeds", "x.txt")``.

    A wheel and a frozen bundle carry ``seeds`` and ``resources`` inside the package's own folder; a checkout has them
    beside it.
    """
    frozen = getattr(sys, "_MEIPASS", None)
    package = Path(frozen) / _PACKAGE.name if frozen else _PACKAGE
    inside = package.joinpath(*parts)
    return inside if inside.exists() else package.parent.joinpath(*parts)
