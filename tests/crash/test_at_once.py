"""Several programs at once on one profile: each does what it was asked, or says in a sentence that it has not."""

import json
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from cca_desktop.notes.notebook import Notebook
from cca_desktop.storage import inbox
from cca_desktop.storage.backup import Kind, backups, is_whole
from cca_desktop.storage.database import Database
from cca_desktop.storage.health import examine
from cca_desktop.storage.inbox import Request
from cca_desktop.storage.profile import Profile
from cca_desktop.storage.profile_archive import unpacked
from tests.command.calling import Outcome, command, environment, is_one_sentence

RELEASED = Path(__file__).parents[1] / "past_files" / "0.1.0" / "notes.db"
NOTE = ("note", "--quote", "the knot of war")
LEAVE = """
import sys
from pathlib import Path
from cca_desktop.storage import inbox
from cca_desktop.storage.profile import Profile
for number in range(20):
    inbox.leave(Profile.at(Path(sys.argv[1])), inbox.request_for([f"{sys.argv[2]}-{number}"]))
"""


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    """A profile that nobody has used yet."""
    return Profile.at(tmp_path / "profile")


def at_once(profile: Profile, *jobs: tuple[str, ...]) -> list[Outcome]:
    """Start all of the jobs, and wait until each has ended."""
    processes = [
        subprocess.Popen(
            command(*words, "--profile", profile.folder),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment(),
        )
        for words in jobs
    ]
    ended = [(process.communicate(timeout=280), process.returncode) for process in processes]
    return [Outcome(code, out.decode(), err.decode()) for (out, err), code in ended]


def ids_in(profile: Profile) -> set[str]:
    assert examine(profile).troubles == ()
    with closing(Database.open(profile.database_file)) as database:
        return {note.id for note in Notebook(database, lambda _: None).notes()}


def test_first_starts_of_a_new_version_bring_old_notes_to_its_form_together(profile: Profile) -> None:
    """Each had the notes open, and so turned away all of the others, and was turned away."""
    profile.folder.mkdir()
    shutil.copyfile(RELEASED, profile.database_file)
    ended = at_once(profile, *[NOTE] * 6)
    told = {outcome.out.strip() for outcome in ended if outcome.code == 0}
    assert told, ended
    for outcome in ended:  # on a machine with more to do than this, one may wait for too long, and says so
        assert outcome.code == 0 or is_one_sentence(outcome.err), outcome
    assert told <= ids_in(profile)
    assert len(ids_in(profile)) == 4 + len(told)
    copies = backups(profile.backup_folder, Kind.BEFORE_MIGRATION)
    assert copies
    assert all(is_whole(copy) for copy in copies)
    assert not [file.name for file in profile.backup_folder.iterdir() if file.name.startswith(".")]


def test_what_is_written_while_a_profile_is_mended_is_there_or_was_not_told(profile: Profile) -> None:
    for _ in range(3):
        assert at_once(profile, NOTE)[0].code == 0
    raw = bytearray(profile.database_file.read_bytes())
    raw[-4096:] = b"\xa5" * 4096
    profile.database_file.write_bytes(raw)
    ended = at_once(profile, NOTE, ("check", "--repair"), NOTE, NOTE, ("check", "--repair"), NOTE)
    for outcome in ended:
        assert outcome.code == 0 or is_one_sentence(outcome.err), outcome
    at_once(profile, ("check", "--repair"))
    told = {outcome.out.strip() for outcome in ended if outcome.code == 0 and "\n" not in outcome.out.strip()}
    assert told <= ids_in(profile)


def test_imports_exports_and_checks_beside_writers_each_do_their_own(profile: Profile, tmp_path: Path) -> None:
    told = [{"type": "Annotation", "id": f"https://example.org/{number}", "bodyValue": str(number),
             "target": "https://example.org/"} for number in range(200)]  # fmt: skip
    (tmp_path / "theirs.json").write_text(json.dumps(told))
    assert at_once(profile, NOTE)[0].code == 0
    imports = ("import", str(tmp_path / "theirs.json"))
    packs = [("export", "profile", str(tmp_path / f"{number}.zip")) for number in range(2)]
    ended = at_once(
        profile, imports, NOTE, imports, *packs, NOTE, ("check",), ("export", "csv", str(tmp_path / "n.csv"))
    )
    assert [outcome.code for outcome in ended] == [0] * len(ended), ended
    there = ids_in(profile)
    assert len(there) == 203, "nothing came twice"
    assert {ended[1].out.strip(), ended[5].out.strip()} <= there
    for _, _, file in packs:
        with unpacked(Path(file)) as contents, closing(Database.open(contents.notes, is_read_only=True)) as packed:
            assert {note.id for note in Notebook(packed, lambda _: None).notes()} <= there


def test_requests_that_are_left_at_the_same_moment_are_all_taken_once(profile: Profile) -> None:
    starts = [
        subprocess.Popen([sys.executable, "-c", LEAVE, str(profile.folder), str(number)], env=environment())
        for number in range(4)
    ]
    taken: list[Request] = []
    while any(start.poll() is None for start in starts):
        taken += inbox.take(profile)
    taken += inbox.take(profile)
    names = sorted(Path(file).name for request in taken for file in request.files)
    assert names == sorted(f"{start}-{number}" for start in range(4) for number in range(20))
    assert list(profile.inbox_folder.iterdir()) == []
