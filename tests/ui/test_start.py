"""What comes before the first picture, counted: docs/decisions/first-picture.md says what each thing costs."""

import json
import subprocess
import sys
from pathlib import Path
from typing import TypedDict

from tests.command.calling import environment

MODULES, ENUMERATIONS = 50, 105  # 48 and 97 were counted when this was written; Qt's come in dozens when one slips

_COUNTS = """
import enum, gc, json, sys
from cca_desktop.ui.binding import stop_reading_sources
stop_reading_sources()
from pathlib import Path
from cca_desktop.app import Program, make_application
from cca_desktop.storage.profile import Profile

def count():
    modules = [name for name in sys.modules if name.startswith("cca_desktop.")]
    print(json.dumps({
        "ours": sorted(modules),
        "dataclasses": sum(
            "__dataclass_fields__" in vars(one) for one in gc.get_objects() if isinstance(one, type)
        ),
        "enumerations": sum(
            isinstance(one, enum.EnumType) and one.__module__.startswith("PySide6") for one in gc.get_objects()
        ),
        "slow": sorted(set(sys.modules) & {"whoosh", "asyncio", "importlib.metadata", "importlib.resources",
                                           "socket", "regex", "snowballstemmer", "PySide6.QtPrintSupport"}),
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


def counted(profile: Path) -> Counted:
    ended = subprocess.run(
        [sys.executable, "-c", _COUNTS, str(profile)],
        env=environment(QT_QPA_PLATFORM="offscreen"),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    told: Counted = json.loads(ended.stdout)
    return told


def test_little_is_loaded_before_the_first_picture(tmp_path: Path) -> None:
    counted(tmp_path)  # a first start also makes the database
    told = counted(tmp_path)
    assert not told["slow"], "comes after the first picture"
    assert len(told["ours"]) <= MODULES, told["ours"]
    assert told["dataclasses"] == 0, "values on the way to the first picture are NamedTuples"
    assert told["enumerations"] <= ENUMERATIONS, "the binding was made to build enumerations that nobody asked for"
