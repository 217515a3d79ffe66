"""Measure how a bundle starts against the environment that it was made from: first picture, processor, memory.

``python benchmarks/bundle_start.py [PROGRAM ...]``; without one, the bundle that ``packaging/build.py`` left. All
start on the same screen with the same profile of twenty notes, in an order shuffled anew every round; compared are the
means of the best third, and the environment starts twice as a control.
"""

import json
import random
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)  # a script's own folder stands there, and only the root makes `benchmarks` importable

from benchmarks.screen import Screen  # noqa: E402
from benchmarks.start import NeverShownError, Start  # noqa: E402
from benchmarks.window import RESULTS, ROUNDS, Stage, best_third, program  # noqa: E402

BUNDLE = ROOT / "build" / "packaging" / "bundle-linux" / "cca-desktop" / "cca-desktop"
LIMIT = 1.3
_MEASURES = {
    "first_picture_s": ("first picture, ms", 1000, LIMIT),
    "cpu_until_still_s": ("CPU until still, ms", 1000, None),
    "pss_mib": ("memory (PSS), MiB", 1, None),
}


def run(stage: Stage, bundles: list[Path]) -> dict[str, list[Start]]:
    """Measure everything; return the starts of each by name, the environment first."""
    installed = str(Path(sys.executable).with_name("cca-desktop"))
    commands = {"environment": [installed], "control": [installed]}
    commands |= {name_of(bundle): [str(bundle)] for bundle in bundles}
    letter = stage.letter_of(program(stage.profile))
    starts: dict[str, list[Start]] = {name: [] for name in commands}
    for number in range(ROUNDS):
        for name in random.sample(list(commands), len(commands)):
            command = [*commands[name], "--profile", str(stage.profile)]
            starts[name].append(stage.measure(command, letter))
        print(f"\rround {number + 1} of {ROUNDS}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return starts


def name_of(bundle: Path) -> str:
    """Return what a bundle is called in the table: its folder, or the folder above where that says no more."""
    folder = bundle.absolute().parent
    return folder.parent.name if folder.name == bundle.stem else folder.name


def table(starts: dict[str, list[Start]]) -> str:
    """Return the measurements as a table, and beside each how often the environment's it is."""
    lines = [f"{'means of the best third':26}" + "".join(f"{name:>16}" for name in starts) + f"{'must':>8}"]
    for key, (title, scale, limit) in _MEASURES.items():
        means = [best_third([getattr(start, key) for start in all_of_one]) for all_of_one in starts.values()]
        lines.append(f"{title:26}" + "".join(f"{mean * scale:16.0f}" for mean in means))
        ratios = "".join(f"{mean / means[0]:16.2f}" for mean in means)
        lines.append(f"{'  beside the environment':26}{ratios}{f'{limit:.2f}' if limit else '':>8}")
    return "\n".join(lines)


def main(words: list[str]) -> int:
    """Measure, write benchmarks/results/bundle_start.json and print a table."""
    bundles = [Path(word) for word in words] or [BUNDLE]
    missing = [str(bundle) for bundle in bundles if not bundle.exists()]
    if missing:
        print(f"There is no {', '.join(missing)}: python packaging/build.py --target linux makes one.", file=sys.stderr)
        return 1
    try:
        with Screen.opened() as screen, tempfile.TemporaryDirectory() as folder:
            starts = run(Stage(screen, Path(folder)), bundles)
    except NeverShownError as trouble:
        print(f"Nothing was measured: {trouble}", file=sys.stderr)
        return 1
    RESULTS.mkdir(exist_ok=True)
    told = {name: [start._asdict() for start in all_of_one] for name, all_of_one in starts.items()}
    (RESULTS / "bundle_start.json").write_text(json.dumps(told, indent=1), "utf-8")
    print(table(starts))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
