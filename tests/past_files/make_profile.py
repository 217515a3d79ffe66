"""Make the profile that this release leaves behind, for every later release to open.

Run once per release, ``python tests/past_files/make_profile.py 0.1.0``, and never again for the same one: what it has
made is kept as it is, with the answers in ``test_past_files.py``.
"""

import sys
from contextlib import closing
from itertools import count
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from cca_desktop.library.edition import read_edition  # noqa: E402 - found once the path above is known
from cca_desktop.notes.note import Target  # noqa: E402
from cca_desktop.notes.notebook import Notebook  # noqa: E402
from cca_desktop.notes.stamp import now, uuid7  # noqa: E402
from cca_desktop.reading.place_table import PlaceTable  # noqa: E402
from cca_desktop.settings import Settings  # noqa: E402
from cca_desktop.storage.database import Database  # noqa: E402
from cca_desktop.storage.profile import Profile  # noqa: E402
from cca_desktop.storage.settings_file import save  # noqa: E402
from cca_desktop.storage.shipped import shipped  # noqa: E402
from cca_desktop.text.selectors import describe_quote, position_of  # noqa: E402
from cca_desktop.text.span import Span  # noqa: E402

SECOND = 1_000_000_000


def make(folder: Path) -> None:
    """Write a profile with one of everything: the same bytes of content each time."""
    letter = read_edition(shipped("seeds", "khrushchev-1962-10-26.json"))
    seconds = count(1_790_000_000)
    profile = Profile.at(folder)

    def passage(words: str) -> Target:
        start = letter.text.index(words)
        at = Span(start, start + len(words))
        return Target(letter.id, describe_quote(letter.text, at), position_of(at))

    with closing(Database.open(profile.database_file)) as database:
        notebook = Notebook(
            database,
            lambda _: letter.text,
            lambda: now(lambda: next(seconds) * SECOND),
            lambda: uuid7(next(seconds) * SECOND, b"past one"),
        )
        notebook.write(passage("offensive weapons"), "*Offensive* to whom?", ("question",), "pink")
        notebook.write(
            passage("the knot of war"), "The image of the whole letter. См. ¶ 27 😀\n\n- a list", ("image", "war")
        )
        notebook.write(Target(letter.id), "About the letter as a whole.", colour="blue")
        (free,) = notebook.write(None, "About nothing in particular.").notes
        for draft in ("About nothing, ", "About nothing, revised."):
            notebook.revise(free, body=draft, writing="a session")
        notebook.retire(notebook.write(None, "In the bin.").notes[0])
        notebook.retire(free)
        notebook.undo()
        PlaceTable(database).keep(letter.id, 5000)
    save(profile.settings_file, Settings(theme="sepia", text_scale=125, is_left_open=False))


if __name__ == "__main__":
    make(Path(__file__).parent / sys.argv[1])
