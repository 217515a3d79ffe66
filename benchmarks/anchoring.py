"""How well notes find their words in a corrected text: made-up corrections of many texts, kinds and strengths.

Run as ``python benchmarks/anchoring.py [PASSAGES [SEED]]``: so many passages of each text, kind and strength are looked
for, with the former text known as it is for notes written here, and without. Prints Markdown.
"""

import random
import sys
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from cca_desktop.library.edition import SEEDS, read_edition  # noqa: E402 - found once the path above is known
from cca_desktop.storage.shipped import shipped  # noqa: E402
from cca_desktop.text.corrections import Corrections  # noqa: E402
from cca_desktop.text.guessing import best_guesses  # noqa: E402
from cca_desktop.text.selectors import describe_quote, position_of  # noqa: E402
from tests.text.corrections import KINDS, Corrected, corrected  # noqa: E402
from tests.text.kinds_of_text import MADE  # noqa: E402

SHARES = (0.01, 0.03, 0.1, 0.2, 0.4)
LENGTHS = (1, 2, 4, 8, 20, 60)
LETTER = "the letter"
_CORRECTIONS = 3  # of each text, kind and strength; each takes its part of the passages
_GUESSED_ONE_IN = 10  # of the astray passages: guesses take long


def tried(text: str, after: Corrected, corrections: Corrections, passages: int, chance: random.Random) -> Counter[str]:
    """Look for so many passages of ``text`` after its corrections."""
    told: Counter[str] = Counter()
    for _ in range(passages):
        length = chance.choice(LENGTHS)
        at = after.passage(chance.randrange(len(after.words) - length), length)
        quote, is_there = describe_quote(text, at), after.share_left(at) >= 0.5
        begun = time.process_time()
        claimed = corrections.resolve(quote, position_of(at)).span
        told["ns"] += round(1e9 * (time.process_time() - begun))
        told["there"] += is_there
        told["tried"] += 1
        if claimed is not None:
            judged = after.judge(claimed, at)
            told.update((judged, "claimed"))
            told["found"] += is_there and judged != "wrong"
        elif is_there and chance.random() < 1 / _GUESSED_ONE_IN:
            guessed = [after.judge(guess.span, at) != "wrong" for guess in best_guesses(after.text, quote)]
            told["astray"] += 1
            told["first guess"] += guessed[:1] == [True]
            told["any guess"] += any(guessed)
    return told


def row(name: str, told: Counter[str]) -> str:
    """Return a line of the table."""
    claimed, tries = max(1, told["claimed"]), max(1, told["tried"])
    precision = f"{(claimed - told['wrong']) / claimed:.2%}"
    recall = f"{told['found'] / max(1, told['there']):.1%}"
    guesses = f"{told['first guess']} / {told['any guess']} of {told['astray']}"
    each = f"{told['ns'] / tries / 1e6:.2f}"
    cells = (name, told["tried"], told["claimed"], told["wrong"], precision, recall, guesses, each)
    return f"| {' | '.join(map(str, cells))} |"


def main() -> None:
    """Print the tables."""
    passages = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    seed = sys.argv[2] if len(sys.argv) > 2 else "table"
    texts = {LETTER: read_edition(shipped("seeds", f"{SEEDS[0]}.json")).text}
    texts.update({name: make(random.Random(name)) for name, make in MADE.items()})
    for is_known in (True, False):
        told: dict[str, Counter[str]] = {}
        for name, text in texts.items():
            for kind in KINDS:
                for share in SHARES:
                    chance = random.Random(f"{seed} {name} {kind} {share}")
                    for _ in range(_CORRECTIONS):
                        after = corrected(text, kind, share, chance)
                        corrections = Corrections(after.text, [text] if is_known else [])
                        some = tried(text, after, corrections, max(1, passages // _CORRECTIONS), chance)
                        which = "the letter" if name == LETTER else "other texts"
                        for key in (f"{which}, {share:.0%}", f"{which}, {kind}", name, "**all**"):
                            told.setdefault(key, Counter()).update(some)
        print(f"\nThe former text is {'known' if is_known else 'not known'}:\n")
        print("| corrected | passages | claimed | wrong | precision | recall | guessed first / at all | ms each |")
        print("|---|---|---|---|---|---|---|---|")
        for key, some in told.items():
            print(row(key, some), flush=True)


if __name__ == "__main__":
    main()
