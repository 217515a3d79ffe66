"""An installed program used on a Windows: the selftest of both programs, and the command line."""

import json
import subprocess
from pathlib import Path

from installers.product import NAME, PROGRAM
from installers.steps import Checks
from installers.windows.machine import Machine

QUOTE = "the knot of war"


def words_of(done: subprocess.CompletedProcess[str]) -> str:
    """Return what a program said, whatever ends its lines."""
    return done.stdout.replace("\r", "")


def use(machine: Machine, home: Path, checks: Checks) -> None:
    """Use the two programs in the folder ``home``."""
    console = home / f"{PROGRAM}.exe"
    for name in (NAME, PROGRAM):
        report = machine.drive / "selftest.json"
        report.unlink(missing_ok=True)
        done = machine.attempt(home / f"{name}.exe", "selftest", machine.name_of(report))
        told = json.loads(report.read_text("utf-8")) if report.exists() else {}
        failed = [f"{row['name']}: {row['detail']}" for row in told.get("steps", ()) if not row["ok"]]
        well = done.returncode == 0 and told.get("ok") is True
        checks.note(f"the selftest of {name}.exe passes", ok=well, seen=f"{done.returncode} {failed} {done.stderr}")
    found = machine.attempt(console, "search", "offensive weapons", "--json")
    total = json.loads(words_of(found))["total"] if found.returncode == 0 else 0
    checks.note("the command line finds words, and says so on stdout", ok=total > 0, seen=found.stderr)
    cited = machine.attempt(console, "cite", "--paragraph", "6")
    checks.note("the command line speaks UTF-8", ok="¶" in cited.stdout, seen=cited.stdout + cited.stderr)
    wrong = machine.attempt(console, "dance")
    checks.note("wrong usage is told by exit code 2", ok=wrong.returncode == 2, seen=str(wrong.returncode))
    picture = machine.drive / "picture.png"
    picture.unlink(missing_ok=True)
    drawn = machine.attempt(console, "picture", machine.name_of(picture), "--query", "knot")
    large = picture.exists() and picture.stat().st_size > 50_000
    checks.note("a picture is drawn", ok=drawn.returncode == 0 and large, seen=drawn.stderr)
