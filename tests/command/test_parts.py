"""What a bundle left out is found before a reader finds it."""

import subprocess
import sys
from pathlib import Path

import cca_desktop
from cca_desktop.command.parts import Import, imports_in, missing, parts_of
from tests.command.calling import ROOT, environment

MANY_NAMES = "\n".join(f"name_{number} = 0" for number in range(300))  # so many that an import takes two instructions
SOURCE = f"""
import sys
from pathlib import Path, PurePath
{MANY_NAMES}
from email import policy

class Reader:
    def read(self):
        import os.path
        def later():
            import nowhere_at_all
        return later
"""


def test_every_module_of_the_program_is_a_part_of_it() -> None:
    parts = parts_of(cca_desktop)
    files = (ROOT / "cca_desktop").rglob("*.py")
    names = {".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for file in files}
    assert set(parts) == names
    assert not missing(["cca_desktop.search.index", "cca_desktop.storage.profile"])


def test_imports_are_found_wherever_they_stand() -> None:
    found = set(imports_in(compile(SOURCE, "reader.py", "exec")))
    assert found == {
        Import("sys", ()),
        Import("pathlib", ("Path", "PurePath")),
        Import("email", ("policy",)),
        Import("os.path", ()),
        Import("nowhere_at_all", ()),
    }


def test_what_only_the_other_system_has_is_not_missed() -> None:
    found = {asked.module for asked in imports_in(compile("import fcntl, msvcrt, zlib", "x.py", "exec"))}
    assert found == {"zlib", "msvcrt" if sys.platform == "win32" else "fcntl"}


def test_a_module_that_was_left_out_is_told_with_who_needs_it(tmp_path: Path) -> None:
    (tmp_path / "trial").mkdir()
    for name, text in {
        "__init__": "",
        "whole": "from email import policy\n",
        "broken": "import left_out\n",
        "lazy": "def read():\n    import left_out_too\n",
        "half": "def read():\n    from email import left_out_besides\n",
    }.items():
        (tmp_path / "trial" / f"{name}.py").write_text(text, "utf-8")
    ask = "import trial; from cca_desktop.command.parts import *; print('\\n'.join(missing(parts_of(trial))))"
    told = subprocess.run(
        [sys.executable, "-c", ask],
        env=environment(PYTHONPATH=f"{tmp_path}{';' if sys.platform == 'win32' else ':'}{ROOT}"),
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    assert told == [
        "trial.broken cannot be loaded: No module named 'left_out'.",
        "trial.half lacks email: No module named 'email.left_out_besides'.",
        "trial.lazy lacks left_out_too: No module named 'left_out_too'.",
    ]
