"""How well notes find their words in a corrected text: the table of made-up corrections of the letter, many strengths.

Run as ``python benchmarks/anchoring.py [TRIALS]``. Prints Markdown.
"""

import random
import re
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from cca_desktop.library.edition import SEEDS, read_edition  # noqa: E402 - found once the path above is known
from cca_desktop.storage.shipped import shipped  # noqa: E402
from cca_desktop.text.anchoring import resolve  # noqa: E402
from cca_desktop.text.guessing import best_guesses  # noqa: E402
from cca_desktop.text.selectors import describe_quote, position_of  # noqa: E402
from cca_desktop.text.span import Span  # noqa: E402
from tests.text.corrections import corrected, is_right  # noqa: E402

SHARES = (0.002, 0.01, 0.03, 0.05, 0.1, 0.2, 0.4)
LENGTHS = (1, 2, 4, 8, 20, 60)
_PASSAGES_A_TEXT = 10


class Outcome(NamedTuple):
    """What came of the passages of one length in texts corrected by one share; ``there`` had words left."""

    there: int = 0
    claimed: int = 0
    right: int = 0
    astray: int = 0
    first_guess: int = 0
    any_guess: int = 0

    def plus(self, other: "Outcome") -> "Outcome":
        """Return both taken together."""
        return Outcome(*(one + another for one, another in zip(self, other, strict=True)))


def tried(text: str, share: float, length: int, trials: int) -> Outcome:
    """Describe passages of so many words, correct so large a share of all words, and look for them again."""
    chance = random.Random(f"table {share} {length}")
    words = [Span(*found.span()) for found in re.finditer(r"\w+", text)]
    outcome = Outcome()
    for trial in range(trials):
        if trial % _PASSAGES_A_TEXT == 0:
            after = corrected(text, share, chance)
        first = chance.randrange(len(words) - length)
        at = Span(words[first].start, words[first + length - 1].end)
        quote, true = describe_quote(text, at), after.now(at)
        claimed = resolve(after.text, quote, position_of(at)).span
        is_there = true is not None
        if claimed is not None:
            outcome = outcome.plus(Outcome(is_there, 1, is_right(claimed, true, after.text)))
            continue
        guessed = [is_right(guess.span, true, after.text) for guess in best_guesses(after.text, quote)]
        is_guessed = is_there and any(guessed)
        outcome = outcome.plus(Outcome(is_there, 0, 0, is_there, is_there and guessed[:1] == [True], is_guessed))
    return outcome


def row(name: str, outcome: Outcome) -> str:
    """Return a line of the table."""
    wrong = outcome.claimed - outcome.right
    precision = f"{outcome.right / outcome.claimed:.1%}" if outcome.claimed else "-"
    recall = f"{outcome.right / outcome.there:.1%}" if outcome.there else "-"
    guesses = f"{outcome.first_guess} / {outcome.any_guess} of {outcome.astray}"
    return f"| {name} | {outcome.claimed} | {wrong} | {precision} | {recall} | {guesses} |"


def main() -> None:
    """Print the table."""
    trials = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    text = read_edition(shipped("seeds", f"{SEEDS[0]}.json")).text
    print("| corrected, passage | claimed | wrong | precision | recall | guessed first / at all, of the astray |")
    print("|---|---|---|---|---|---|")
    whole = Outcome()
    for share in SHARES:
        of_share = Outcome()
        for length in LENGTHS:
            outcome = tried(text, share, length, trials)
            print(row(f"{share:.1%} of the words, {length} word{'s' * (length > 1)}", outcome))
            of_share = of_share.plus(outcome)
        print(row(f"**{share:.1%} of the words, all**", of_share), flush=True)
        whole = whole.plus(of_share)
    print(row("**all**", whole))


if __name__ == "__main__":
    main()
