"""Measure the concordance across the window with ten thousand lines: how long the window stands still at each thing.

Without a screen, all in this process; what is timed is until everything is laid out and painted again.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)  # a script's own folder stands there, and only the root makes `benchmarks` importable
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from benchmarks.keys_to_answer import FRAME_MS, share  # noqa: E402
from cca_desktop.app import Program, make_application  # noqa: E402
from cca_desktop.search.concordance import Concordance, in_order  # noqa: E402
from cca_desktop.search.searcher import Searcher  # noqa: E402
from cca_desktop.storage.profile import Profile  # noqa: E402

LINES = 10_000
QUESTION = "*e*"
_STEPS = 300


def main() -> int:
    """Print a line for each deed, and tell whether no step of a walk or a scroll was longer than a frame."""
    application = make_application()
    with tempfile.TemporaryDirectory() as folder:
        program = Program(Profile.at(Path(folder) / "profile"))
        program.show()
        while not program.is_introduced:
            application.processEvents()
        searcher = Searcher(None, [program.document])
        some = searcher.concordance(QUESTION, width=160).lines
        searcher.close()
        program.inquiry.turn_concordance()
        panel = program.inquiry.concordance().panel
        many = tuple(line._replace(place=place) for place, line in enumerate(islice(cycle(some), LINES)))
        found = Concordance(QUESTION, "words like “*e*”", (), LINES, False, many)
        bar = panel.lines.verticalScrollBar()

        def time_it(act: Callable[[], object]) -> float:
            began = time.perf_counter()
            act()
            application.processEvents()
            return (time.perf_counter() - began) * 1000

        def tell(deed: str, times: list[float]) -> float:
            shown = "".join(f"{share(times, part):8.1f}" for part in (0.5, 0.99, 1.0))
            sys.stdout.write(f"{deed:42}{shown}\n")
            return share(times, 0.99)

        sys.stdout.write(f"{LINES:,} lines: the window stands still, ms {'p50':>10}{'p99':>8}{'max':>8}\n")
        tell("they are shown", [time_it(lambda: panel.show_lines(found, many)) for _ in range(5)])
        tell("sorted by two keys", [time_it(lambda: in_order(many, ("left", "right"))) for _ in range(5)])
        scrolled = tell("scrolled by a page", [time_it(lambda: bar.setValue(bar.value() + 200)) for _ in range(_STEPS)])
        far = [number * bar.maximum() // _STEPS for number in range(_STEPS)]
        dragged = tell("the handle dragged through", [time_it(partial(bar.setValue, at)) for at in far])
        walked = tell("down by a line, the letter following", [time_it(lambda: panel.step(1)) for _ in range(_STEPS)])
        program.window.close()
        program.close()
    return int(max(scrolled, dragged, walked) > FRAME_MS)


if __name__ == "__main__":
    sys.exit(main())
