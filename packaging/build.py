"""Bundle CCA Desktop and wrap it into installers: ``python packaging/build.py --target linux --verify``.

It needs Python's standard library alone; what it bundles comes from hashed requirement files into an environment of its
own, and missing Debian packages are installed where that needs no question.
"""

import argparse
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from installers.making import FORMATS, ON_REQUEST, make
from installers.product import ROOT, Order, version
from installers.steps import TroubleError, say


def this_system() -> str:
    """Return what this machine is, as a target."""
    return {"win32": "windows", "darwin": "macos"}.get(sys.platform, "linux")


def read(words: Sequence[str]) -> tuple[Order, bool, bool]:
    """Read the command line: what to make, whether to try it, whether to make it again."""
    parser = argparse.ArgumentParser(description="Bundle CCA Desktop and wrap it into installers.")
    parser.add_argument("--target", choices=sorted(FORMATS), default=this_system(), help="for which system")
    parser.add_argument("--format", default="", help="which ones, with commas between; otherwise those of the system")
    parser.add_argument(
        "--backend",
        choices=("native", "wine", "read"),
        default="native",
        help="wine makes windows on Debian; read looks at what macos would be made of",
    )
    parser.add_argument("--out", type=Path, default=ROOT / "dist", help="where they go (dist)")
    parser.add_argument(
        "--sign", choices=("auto", "never", "require"), default="auto", help="auto: where a key is told"
    )
    parser.add_argument("--version", default=version(), help="another version than the program's own")
    parser.add_argument("--previous", type=Path, help="the older setup or .deb that --verify upgrades from")
    parser.add_argument("--sandbox", action="store_true", help="macos: for Apple's sandbox")
    parser.add_argument("--verify", action="store_true", help="install, use, upgrade and remove what was made")
    parser.add_argument("--twice", action="store_true", help="make it all again, and see whether it is the same")
    told = parser.parse_args(words)
    formats = tuple(part for part in told.format.split(",") if part) or FORMATS[told.target]
    possible = (*FORMATS[told.target], *ON_REQUEST[told.target])
    unknown = set(formats) - set(possible)
    if unknown:
        parser.error(f"{told.target} has {', '.join(possible)}, not {', '.join(sorted(unknown))}")
    elsewhere = {"windows": "wine", "macos": "read"}.get(told.target)
    if told.backend not in ("native", elsewhere):
        parser.error(f"--backend {told.backend} is not for {told.target}")
    if told.backend == "native" and told.target != this_system():
        parser.error(f"{told.target} is made on {told.target}" + (f", or --backend {elsewhere}" if elsewhere else ""))
    if told.sandbox and told.target != "macos":
        parser.error("--sandbox is Apple's; it is for macos")
    out = told.out.absolute()
    order = Order(told.target, formats, told.backend, out, told.sign, told.version, told.previous, told.sandbox)
    return order, told.verify, told.twice


def main(words: Sequence[str]) -> int:
    """Make what was asked for; return 0 only if it is as it must be."""
    order, is_verified, is_repeated = read(words)
    # Whoever ends this from outside wants it to leave in order as well: a system to install into has `/proc` mounted.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        return make(order, is_verified=is_verified, is_repeated=is_repeated)
    except TroubleError as trouble:
        say(f"\n{trouble}")
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
