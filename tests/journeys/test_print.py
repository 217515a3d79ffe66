"""The letter on paper: asked for, looked at, saved, read back, and cut short."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QRect
from PySide6.QtGui import QColor, QImage, QPageRanges, QPalette
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewDialog, QPrintPreviewWidget
from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QLineEdit, QPushButton, QToolBar, QToolButton

from cca_desktop.library.document import Document
from cca_desktop.storage.profile import Profile
from cca_desktop.ui.actions import Command
from cca_desktop.ui.print.letter_print import paper_of_country, print_letter, set_page
from cca_desktop.ui.theme import CONTRAST, DARK, Colours
from tests.ui.opening import Opened
from tests.ui.test_access import nameless

needs_poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs pdftotext, from poppler-utils")


def plain(words: str) -> str:
    """The words without their line ends and the shape of their apostrophes: a reader of PDF gives those as it likes."""
    return " ".join(words.replace("’", "'").split())


def read_back(file: Path) -> list[str]:
    """The words of every page of a PDF."""
    told = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True)
    return told.stdout.split("\f")[:-1]


def save(program: Opened, file: Path) -> list[str]:
    """Save as PDF by the key and the file dialog; return the words of its pages."""
    program.press("Ctrl+Alt+P")
    (dialog,) = [one for one in program.window.findChildren(QFileDialog) if one.isVisible()]
    dialog.fileSelected.emit(str(file))
    dialog.reject()
    assert program.said() == f"Saved as {file}"
    return read_back(file)


def choice(program: Opened) -> QDialog:
    """Press the key for printing; return what asks how."""
    program.press("Ctrl+P")
    (dialog,) = [one for one in program.window.findChildren(QDialog) if one.isVisible()]
    return dialog


def choose(dialog: QDialog, words: str) -> None:
    """Press the button that says ``words``."""
    (button,) = [one for one in dialog.findChildren(QPushButton) if one.text().replace("&", "") == words]
    button.click()


def want_notes(program: Opened) -> None:
    dialog = choice(program)
    (box,) = dialog.findChildren(QCheckBox)
    box.click()
    assert box.isChecked()
    dialog.reject()
    program.come_back()


@needs_poppler
def test_the_letter_is_saved_as_pdf_and_every_word_of_it_is_there_in_order(program: Opened, tmp_path: Path) -> None:
    pages = save(program, tmp_path / "letter.pdf")
    assert len(pages) == 5
    for number, page in enumerate(pages, 1):
        lines = [line.strip() for line in page.splitlines() if line.strip()]
        assert lines[-1].replace(" ", "") == f"{number}/{len(pages)}"
        if number > 1:
            assert lines[0].startswith("Khrushchev to Kennedy, 26 October 1962"), "a running head"
            assert re.search(r"¶ \d+–\d+$", lines[0]), "and which paragraphs stand here"
    body = " ".join(
        line
        for number, page in enumerate(pages)
        for line in [line for line in page.splitlines() if line.strip()][1 if number else 0 : -1]
    )
    body = re.sub(r"\| p\. \d\??", "", body)
    printed = re.findall(r"[^\W\d_]+", plain(body))
    assert printed == re.findall(r"[^\W\d_]+", plain(program.letter.toPlainText()))


@needs_poppler
def test_the_pdf_says_what_it_is_and_who_wrote_it(program: Opened, tmp_path: Path) -> None:
    save(program, tmp_path / "letter.pdf")
    told = subprocess.run(["pdfinfo", tmp_path / "letter.pdf"], capture_output=True, text=True, check=True).stdout
    document = program.program.document
    for name, words in (("Title", document.title), ("Author", document.author), ("Creator", "CCA Desktop")):
        assert re.search(rf"^{name}: +{re.escape(words)}$", told, re.MULTILINE)


@needs_poppler
def test_a_note_longer_than_a_page_is_printed_whole(program: Opened, tmp_path: Path) -> None:
    """It begins below the words that it is on, and stands whole behind the letter."""
    words = [f"word{number}" for number in range(1_500)]
    program.begin_note("petty passions")
    program.paste(" ".join(words))
    program.until(program.is_saved)
    program.press("Esc")
    program.until(lambda: program.notes.editor() is None and len(program.bodies()) == 1)
    want_notes(program)
    printed = "\n".join(save(program, tmp_path / "letter.pdf"))
    letter, _, behind = printed.partition("Longer notes")
    beginning = re.findall(r"word\d+", letter)
    assert 20 < len(beginning) < 100
    assert beginning == words[: len(beginning)]
    assert re.findall(r"word\d+", behind) == words


@needs_poppler
def test_every_paragraph_has_its_number_beside_its_first_line(program: Opened, tmp_path: Path) -> None:
    printed = "\n".join(save(program, tmp_path / "letter.pdf"))
    for paragraph in program.program.document.paragraphs:
        if paragraph.label.isdigit():
            first = plain(program.letter.reading.words(paragraph.span))[:20]
            assert re.search(rf"^ *{paragraph.label} +{re.escape(first)}", printed.replace("’", "'"), re.MULTILINE)


@needs_poppler
def test_notes_are_printed_as_footnotes_if_one_wants_them(program: Opened, tmp_path: Path) -> None:
    program.write_note("a simple cannon", "The cannon **argument**: use, not kind.")
    program.write_note("the knot of war", "The image of the rope.")
    without = "\n".join(save(program, tmp_path / "without.pdf"))
    assert "argument" not in without
    program.come_back()
    want_notes(program)
    pages = save(program, tmp_path / "with.pdf")
    (page,) = [page for page in pages if "a simple cannon¹." in page]
    below = page[page.index("a simple cannon¹.") :]
    assert "¹ ¶ 6 “a simple cannon” The cannon argument: use, not kind." in plain(below)
    (page,) = [page for page in pages if "the knot of war²" in page]
    assert "² ¶ 26 “the knot of war” The image of the rope." in plain(page)


@needs_poppler
def test_the_signs_of_several_notes_on_the_same_words_are_told_apart(program: Opened, tmp_path: Path) -> None:
    for words in ("The first.", "The second.", "The third."):
        program.write_note("a simple cannon", words)
    want_notes(program)
    printed = "\n".join(save(program, tmp_path / "letter.pdf"))
    assert re.search(r"a simple\s+cannon¹\s²\s³\.", printed)


@needs_poppler
def test_the_running_head_says_which_paragraphs_stand_on_the_page(program: Opened, tmp_path: Path) -> None:
    for page in save(program, tmp_path / "letter.pdf")[1:]:
        lines = [line for line in page.splitlines() if line.strip()]
        first, last = (int(number) for number in re.findall(r"(\d+)", lines[0].rsplit("¶", 1)[1]))
        numbers = [int(found[1]) for line in lines[1:-1] if (found := re.match(r" *(\d+)  +\w", line))]
        assert numbers == list(range(numbers[0], last + 1))
        assert numbers[0] - first in (0, 1), "the page may begin in the middle of a paragraph"
        assert (numbers[0] == first) == bool(re.match(rf" *{first}  ", lines[1]))


@needs_poppler
def test_a_noted_passage_is_underlined_on_paper(program: Opened, tmp_path: Path) -> None:
    program.write_note("a simple cannon", "Why a cannon?")
    save(program, tmp_path / "without.pdf")
    program.come_back()
    want_notes(program)
    save(program, tmp_path / "with.pdf")
    assert coloured(tmp_path / "with.pdf") > coloured(tmp_path / "without.pdf") == 0


def coloured(file: Path) -> int:
    """How many dots of a page have a colour."""
    subprocess.run(["pdftoppm", "-r", "50", "-f", "2", "-l", "2", "-png", file, file.with_suffix("")], check=True)
    (picture,) = [QImage(str(one)) for one in file.parent.glob(f"{file.stem}-*.png")]
    dots = (picture.pixelColor(x, y) for x in range(picture.width()) for y in range(picture.height()))
    return sum(dot.saturation() > 60 for dot in dots)


def test_the_choice_says_how_many_notes_there_are_and_has_names_for_all(program: Opened) -> None:
    dialog = choice(program)
    (box,) = dialog.findChildren(QCheckBox)
    assert not box.isEnabled()
    assert "(0)" in box.text()
    dialog.reject()
    program.come_back()
    program.write_note("a simple cannon", "Why a cannon?")
    dialog = choice(program)
    assert "(1)" in dialog.findChildren(QCheckBox)[0].text()
    assert not nameless(dialog)
    dialog.reject()


def test_the_pages_can_be_looked_at_before_they_are_printed(program: Opened) -> None:
    choose(choice(program), "Preview…")
    (dialog,) = program.window.findChildren(QPrintPreviewDialog)
    assert "Khrushchev to Kennedy" in dialog.windowTitle()
    (pages,) = dialog.findChildren(QPrintPreviewWidget)
    program.until(lambda: pages.pageCount() == 5)
    assert not nameless(dialog)
    picture = dialog.grab().toImage()
    middle = QRect(picture.width() // 3, picture.height() // 3, picture.width() // 3, picture.height() // 3)
    paper = dialog.palette().color(QPalette.ColorRole.Base).lightness()
    shown = picture.copy(middle)
    dark = sum(
        shown.pixelColor(x, y).lightness() < paper - 80
        for x in range(0, shown.width(), 2)
        for y in range(0, shown.height(), 2)
    )
    assert dark > 100, "there is a letter on the page"
    dialog.reject()


def test_one_turns_the_pages_of_the_preview_by_key(program: Opened) -> None:
    choose(choice(program), "Preview…")
    (dialog,) = program.window.findChildren(QPrintPreviewDialog)
    (pages,) = dialog.findChildren(QPrintPreviewWidget)
    program.until(lambda: pages.pageCount() == 5 and dialog.isActiveWindow())
    for keys, page in (("PgDown", 2), ("PgDown", 3), ("PgUp", 2), ("End", 5), ("Home", 1)):
        program.press(keys)
        assert pages.currentPage() == page
    whole = pages.zoomFactor()
    program.press("Ctrl++")
    assert pages.zoomFactor() > whole
    program.press("Ctrl+0")
    assert pages.zoomFactor() == pytest.approx(whole, rel=0.01)
    dialog.reject()


@pytest.mark.parametrize(("command", "colours"), [(Command.DARK, DARK), (Command.CONTRAST, CONTRAST)])
def test_the_buttons_of_the_preview_are_drawn_in_the_ink_of_the_theme(
    program: Opened, command: Command, colours: Colours
) -> None:
    program.do(command)
    choose(choice(program), "Preview…")
    (dialog,) = program.window.findChildren(QPrintPreviewDialog)
    (bar,) = dialog.findChildren(QToolBar)
    ink = QColor(colours.ink)
    for button in (one for one in bar.findChildren(QToolButton) if not one.icon().isNull()):
        picture = button.icon().pixmap(32, 32).toImage()
        dots = [picture.pixelColor(x, y) for x in range(32) for y in range(32)]
        drawn = {dot.rgb() for dot in dots if dot.alpha() == 255}
        assert drawn == {ink.rgb()}, button.toolTip()
        assert button.accessibleName() or button.text()
    dialog.reject()


@needs_poppler
@pytest.mark.skipif(sys.platform != "linux", reason="other systems have a dialog of their own")
def test_the_print_dialog_prints_on_the_printer_that_is_chosen_in_it(program: Opened, tmp_path: Path) -> None:
    """The printer is a file, as every system without one has it."""
    choose(choice(program), "Print…")
    (dialog,) = program.window.findChildren(QPrintDialog)
    assert dialog.isVisible()
    (field,) = [one for one in dialog.findChildren(QLineEdit) if one.objectName() == "filename"]
    field.setText(str(tmp_path / "printed.pdf"))
    dialog.accept()
    assert len(read_back(tmp_path / "printed.pdf")) == 5


@pytest.mark.qt_log_ignore("QPainter::begin")  # it says so too, to developers
def test_a_pdf_that_cannot_be_written_is_told_and_nothing_is_left(program: Opened, tmp_path: Path) -> None:
    program.do(Command.SAVE_PDF)
    dialog = program.window.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / "nowhere" / "letter.pdf"))
    dialog.reject()
    assert program.said().endswith(".")
    assert "written" in program.said() or "printed" in program.said()
    assert not list(tmp_path.glob("**/*.pdf*"))


@needs_poppler
@pytest.mark.usefixtures("qapp")
def test_only_the_pages_that_are_wanted_are_printed_with_their_own_numbers(letter: Document, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "some.pdf"))
    set_page(printer)
    printer.setPageRanges(QPageRanges.fromString("2,4-5"))
    assert print_letter(letter, printer) == 3
    feet = [page.rstrip().splitlines()[-1].replace(" ", "") for page in read_back(tmp_path / "some.pdf")]
    assert feet == ["2/5", "4/5", "5/5"]


@pytest.mark.parametrize(("country", "paper"), [("en_US", "Letter"), ("en_GB", "A4"), ("ru_RU", "A4"), ("es_ES", "A4")])
def test_paper_is_as_large_as_the_country_has_it(country: str, paper: str) -> None:
    assert paper_of_country(QLocale(country)).name == paper


CUT_SHORT = """
import resource, signal, sys
from pathlib import Path
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
from cca_desktop.app import make_application
from cca_desktop.errors import DiskTroubleError
from cca_desktop.library.edition import read_edition
from cca_desktop.storage.shipped import shipped
from cca_desktop.ui.print.letter_print import save_pdf
application = make_application()
letter = read_edition(shipped("seeds", "khrushchev-1962-10-26.json"))
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
try:
    save_pdf(letter, Path(sys.argv[1]))
except DiskTroubleError as trouble:
    print(trouble)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit to the size of files")
@pytest.mark.parametrize("room", [0, 4_096, 20_000])
def test_a_pdf_cut_short_by_a_full_disk_is_told_and_the_one_before_it_stays(tmp_path: Path, room: int) -> None:
    """A limit to the size of files stands for the full disk: what is written beyond it fails in the same way."""
    file = tmp_path / "letter.pdf"
    file.write_bytes(b"%PDF of yesterday")
    told = subprocess.run(
        [sys.executable, "-c", CUT_SHORT, file, str(room)],
        capture_output=True,
        text=True,
        check=True,
        env={"QT_QPA_PLATFORM": "offscreen", "PATH": "", "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert "written" in told.stdout, told.stderr
    assert told.stdout.strip().endswith("Nothing was changed.")
    assert file.read_bytes() == b"%PDF of yesterday"
    assert list(tmp_path.iterdir()) == [file]


def test_no_pdf_is_written_over_the_notes_themselves(program: Opened, profile: Profile) -> None:
    program.write_note("I value this.", "mine")
    before = profile.database_file.read_bytes()
    program.program.taking_out.make_print_desk().save_to(str(profile.database_file))
    assert "part of your own notebook" in program.said()
    assert profile.database_file.read_bytes() == before
