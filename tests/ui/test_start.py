"""What comes before the first picture, counted: docs/decisions/first-picture.md says what each thing costs."""

import json
import subprocess
import sys
from pathlib import Path
from typing import TypedDict

from tests.command.calling import call, environment

# 52, 97 and 129 were counted here. Qt's enumerations come in dozens when one slips, and five with a class
# that asks for every kind of event.
MODULES, ENUMERATIONS, ENUMERATIONS_STILL = 56, 105, 131

_COUNTS = """
import enum, gc, json, sys
from cca_desktop.ui.binding import import_binding
import_binding()
from pathlib import Path
from cca_desktop.app import Program, make_application
from cca_desktop.storage.profile import Profile
from PySide6.QtCore import QTimer

def enumerations():
    return [one for one in gc.get_objects() if isinstance(one, enum.EnumType) and one.__module__.startswith("PySide6")]

def count():
    modules = [name for name in sys.modules if name.startswith("cca_desktop.")]
    print(json.dumps({
        "ours": sorted(modules),
        "dataclasses": sum(
            "__dataclass_fields__" in vars(one) for one in gc.get_objects() if isinstance(one, type)
        ),
        "enumerations": len(enumerations()),
        "slow": sorted(set(sys.modules) & {"whoosh", "asyncio", "importlib.metadata", "importlib.resources",
                                           "socket", "regex", "snowballstemmer", "PySide6.QtPrintSupport"}),
    }))
    QTimer.singleShot(0, look_again)

def look_again():
    if program.window.notes is None:
        QTimer.singleShot(1, look_again)
        return
    program.window.grab()  # which paints all that can be seen
    there = enumerations()
    print(json.dumps({
        "enumerations": len(there), "mentions_qt": any(one.__name__ == "GlobalColor" for one in there)
    }))
    sys.stdout.flush()
    program.window.close()

application = make_application()
program = Program(Profile.at(Path(sys.argv[1])))
program.window.panels.letter.first_painted.connect(count)
program.show()
application.exec()
"""


class Counted(TypedDict):
    """What was there when the letter was first painted."""

    ours: list[str]
    slow: list[str]
    dataclasses: int
    enumerations: int


class Still(TypedDict):
    """What was there when the cards and buttons were painted too."""

    enumerations: int
    mentions_qt: bool  # whether all of Qt's own enumerations were


def counted(profile: Path) -> tuple[Counted, Still]:
    """Return what was there at the first picture, and when all that can be seen was painted."""
    ended = subprocess.run(
        [sys.executable, "-c", _COUNTS, str(profile)],
        env=environment(QT_QPA_PLATFORM="offscreen"),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    first, still = map(json.loads, ended.stdout.splitlines())
    return first, still


def write_a_note(profile: Path) -> None:
    words = ("note", "--quote", "the knot of war", "--tag", "war", "--body", "-", "--profile", profile)
    wrote = call(*words, stdin=b"**Strong** words.")
    assert wrote.code == 0, wrote.err


def test_little_is_loaded_before_the_first_picture(tmp_path: Path) -> None:
    write_a_note(tmp_path)  # which also makes the database
    told, still = counted(tmp_path)
    assert not told["slow"], "comes after the first picture"
    assert len(told["ours"]) <= MODULES, told["ours"]
    assert told["dataclasses"] == 0, "values on the way to the first picture are NamedTuples"
    assert told["enumerations"] <= ENUMERATIONS, "the binding was made to build enumerations that nobody asked for"
    assert still["enumerations"] <= ENUMERATIONS_STILL, "a class of cards or buttons asks for events of every kind"
    assert not still["mentions_qt"], "cards, buttons and letter are painted without a mention of Qt's own enumerations"
