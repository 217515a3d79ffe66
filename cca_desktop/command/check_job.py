"""The job that looks after a profile: what is wrong with it, and what can be mended."""

from contextlib import closing

from cca_desktop.command.arguments import Asked
from cca_desktop.command.desk import profile_of, shelf_or_trouble
from cca_desktop.command.speech import one_line, say
from cca_desktop.errors import DamagedError
from cca_desktop.library.document import Document
from cca_desktop.library.edition import is_exact
from cca_desktop.search.searcher import Searcher
from cca_desktop.search.volumes import are_whole
from cca_desktop.search.word_index import WordIndex
from cca_desktop.storage.health import Health, examine
from cca_desktop.storage.profile import Profile


def check(asked: Asked) -> int:
    """Read everything from end to end and print what was found; with ``--repair`` mend what can be mended first.

    Raises:
        KnownError: Something is wrong, and the sentence says what to do about it; or a repair was not possible.
    """
    profile = profile_of(asked)
    shelf, trouble_with_text = shelf_or_trouble()
    if asked.has("--repair"):
        for deed in _repair(profile, shelf.documents()):
            say(one_line(deed))
    health = examine(profile)
    index = _examine_index(profile)
    troubles = [*health.troubles, *index.troubles]
    if trouble_with_text is not None:
        troubles.append(str(trouble_with_text))
    texts = []
    for document in shelf.documents():
        if is_exact(document):
            texts.append(f"The text of “{document.short_title}” is just as it came.")
        else:
            troubles.append(f"The text of “{document.short_title}” is not the one that came with it.")
    for finding in (*troubles, *health.facts, *index.facts, *texts):
        say(one_line(finding))
    if not troubles:
        return 0
    raise DamagedError(_verdict(len(troubles), has_tried=asked.has("--repair")))


def _verdict(count: int, *, has_tried: bool) -> str:
    things = "One thing is" if count == 1 else f"{count} things are"
    if has_tried:
        return f"{things} not as it should be and cannot be mended here; what was found stands in the list."
    return f"{things} not as it should be; “cca-desktop check --repair” mends what can be mended."


def _repair(profile: Profile, documents: tuple[Document, ...]) -> list[str]:
    # Imported here: a check that only looks has no use for what changes things.
    from cca_desktop.storage.repair import repair

    if not profile.folder.is_dir():
        return []
    deeds = repair(profile)
    if _examine_index(profile).troubles and documents:
        with closing(Searcher(profile.index_folder, documents)) as searcher:  # which makes anew what it cannot use
            searcher.make_ready()
        deeds.append("The search index was made anew.")
    return deeds


def _examine_index(profile: Profile) -> Health:
    """Look at the search index, which can always be made again; that there is none is no trouble."""
    if not any(profile.index_folder.glob("*/*")):
        return Health((), ())
    with closing(WordIndex.open(profile.index_folder)) as index:
        volumes = index.place_of_volumes()
        if index.size and (volumes is None or are_whole(volumes)):
            return Health((), ("The search index is whole.",))
    return Health(("The search index cannot be used; it is made anew when the window opens. Your notes are safe.",), ())
