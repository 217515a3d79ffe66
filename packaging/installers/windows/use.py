"""An installed program used under Wine: the selftest of both programs, and the command line."""

import json
import subprocess
from pathlib import Path

from installers.product import NAME, PROGRAM
from installers.steps import Checks
from installers.windows.wine import Wine, windows_path

QUOTE = "the knot of war"


def words_of(done: subprocess.CompletedProcess[str]) -> str:
    """Return what a program said, whatever ends its lines."""
    return done.stdout.replace("\r", "")


def use(wine: Wine, home: Path, checks: Checks) -> None:
    """Use the two programs in the folder ``home``."""
    console = home / f"{PROGRAM}.exe"
    for name in (NAME, PROGRAM):
        report = wine.drive / "selftest.json"
        report.unlink(missing_ok=True)
        done = wine.attempt(home / f"{name}.exe", "selftest", windows_path(report))
        told = json.loads(report.read_text("utf-8")) if report.exists() else {}
        failed = [f"{row['name']}: {row['detail']}" for row in told.get("steps", ()) if not row["ok"]]
        well = done.returncode == 0 and told.get("ok") is True
        checks.note(f"the selftest of {name}.exe passes", ok=well, seen=f"{done.returncode} {failed} {done.stderr}")
    found = wine.attempt(console, "search", "offensive weapons", "--json")
    total = json.loads(words_of(found))["total"] if found.returncode == 0 else 0
    checks.note("the command line finds words, and says so on stdout", ok=total > 0, seen=found.stderr)
    cited = wine.attempt(console, "cite", "--paragraph", "6")
    checks.note("the command line speaks UTF-8", ok="¶" in cited.stdout, seen=cited.stdout + cited.stderr)
    wrong = wine.attempt(console, "dance")
    checks.note("wrong usage is told by exit code 2", ok=wrong.returncode == 2, seen=str(wrong.returncode))
    picture = wine.drive / "picture.png"
    picture.unlink(missing_ok=True)
    drawn = wine.attempt(console, "picture", windows_path(picture), "--query", "knot")
    large = picture.exists() and picture.stat().st_size > 50_000
    checks.note("a picture is drawn", ok=drawn.returncode == 0 and large, seen=drawn.stderr)
