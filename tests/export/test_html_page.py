"""The page that needs nothing else: what stands on it, that it is safe, and how a real browser shows it."""

import itertools
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given

from cca_desktop.export import html_page
from cca_desktop.export.html_blocks import html_of
from cca_desktop.export.passages import lying_on, pieces, rendition_of
from cca_desktop.library.document import Document
from cca_desktop.notes.note import Note, Target
from cca_desktop.text.selectors import TextQuoteSelector
from tests.export.making import a_note, goes_out, notes, on, words

VOID = {"meta", "br", "hr"}


class Page(HTMLParser):
    """A page taken apart: its words, its ids, where it leads; and that every element is closed in its turn."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.ids: list[str] = []
        self.leads_to: list[str] = []
        self.elements: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        told = dict(attrs)
        self.ids += [told["id"] or ""] if "id" in told else []
        self.leads_to += [told["href"] or ""] if "href" in told else []
        assert not {name for name, _ in attrs if name.startswith("on") or name in ("src", "srcset", "style")}
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open[-1:] != ["style"]:
            self.words.append(data)


def page(letter: Document, *some: Note) -> Page:
    return Page("".join(html_page.write(goes_out(letter, *some))))


def some_notes(letter: Document) -> list[Note]:
    lost = Target(letter.id, TextQuoteSelector("no such words", "", ""))
    return [
        a_note(1, on(letter, "the knot of war"), "# The knot\n\nSee [[Other thing]] and ¶ 6.", "image", colour="pink"),
        a_note(2, on(letter, "tied the knot of war, because"), "Around it"),
        a_note(3, on(letter, "I value this."), colour="violet"),
        a_note(4, None, "Other thing\n\n- [x] done\n\n<https://example.org/>"),
        a_note(5, lost, "Lost"),
        a_note(6, Target(letter.id), "On the whole"),
    ]


def test_the_letter_stands_on_the_page_with_every_note(letter: Document) -> None:
    there = page(letter, *some_notes(letter))
    told = "".join(there.words)
    rendition = rendition_of(letter)
    for block in letter.blocks:
        first = rendition.reading_span(block.span).cut(rendition.text)[:25]
        assert first in told
    for words_of_note in ("The knot", "Around it", "Other thing", "Lost", "On the whole", "no such words"):
        assert words_of_note in told
    assert {"p1", "p30", "n1", "m1"} <= set(there.ids)
    assert len(set(there.ids)) == len(there.ids)


def test_everything_leads_within_the_page_or_to_the_web(letter: Document) -> None:
    there = page(letter, *some_notes(letter))
    within = {f"#{name}" for name in there.ids}
    assert "#p6" in there.leads_to
    for address in there.leads_to:
        assert address in within or address.startswith("https://")
    assert not {"script", "link", "img", "iframe", "object", "form", "base"} & set(there.elements)


def test_a_note_on_several_passages_has_one_card_and_a_mark_on_each(letter: Document) -> None:
    note = a_note(1, on(letter, "I value this."), "of both", further=(on(letter, "the knot of war"),))
    there = page(letter, note)
    assert there.ids.count("m1") == there.ids.count("n1") == 1
    assert there.elements.count("mark") == 2
    assert "¶ 1, ¶ 26" in there.words


def test_a_link_to_a_note_leads_to_its_card(letter: Document) -> None:
    html = "".join(html_page.write(goes_out(letter, *some_notes(letter))))
    leads = re.search(r'<a href="#(n\d+)">Other thing</a>', html)
    assert leads is not None
    card = html[html.index(f'id="{leads[1]}"') :]
    assert ">Other thing</p>" in card[: card.index("</article>")]


def test_a_note_on_a_note_stands_below_it_and_a_circle_of_them_stands_once(letter: Document) -> None:
    first = a_note(1, on(letter, "I value this."), "The question")
    answer = a_note(2, Target("", note=first.id), "An answer")
    deeper = a_note(3, Target("", note=answer.id), "And another")
    one, two = a_note(4, None, "Round"), a_note(5, None, "and round")
    one, two = (note._replace(target=Target("", note=other.id)) for note, other in ((one, two), (two, one)))
    other = a_note(6, on(letter, "the knot of war"), "Elsewhere")
    html = "".join(html_page.write(goes_out(letter, deeper, one, two, answer, first, other)))
    told = [html.index(words) for words in ("The question", "An answer", "And another", "Elsewhere", "Round")]
    assert told == sorted(told)
    assert ">note 1</a>" in html
    assert ">note 2</a>" in html
    assert html.count("Round") == html.count("and round") == 1
    assert len(set(Page(html).ids)) == len(Page(html).ids)


def test_a_long_note_begins_beside_its_words_and_stands_whole_behind_the_letter(letter: Document) -> None:
    body = "The beginning.\n\n" + "and so on, " * 400 + "\n\nThe end."
    html = "".join(html_page.write(goes_out(letter, a_note(1, on(letter, "I value this."), body))))
    assert html.count("The beginning.") == 2
    assert html.count("The end.") == 1
    assert html.index("The end.") > html.index("Longer notes") > html.index("</main>")
    assert "#l1" in Page(html).leads_to
    lump = a_note(1, on(letter, "I value this."), "x" * 40_000)
    assert len("".join(html_page.write(goes_out(letter, lump)))) < 85_000


@given(body=words())
def test_no_words_of_a_note_become_markup(letter: Document, body: str) -> None:
    hostile = f"<script>alert(1)</script>{body}<img src=x onerror=y>"
    there = page(letter, a_note(1, None, hostile, hostile, creator=hostile))
    assert not {"script", "img"} & set(there.elements)


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "vbscript:x", "JaVaScRiPt:x", "//x", "file:///x"]
)
def test_a_link_that_would_do_something_is_only_words(address: str) -> None:
    assert "href" not in html_of(f"[x]({address}) <{address}>", lambda told: told)


def test_notes_that_overlap_are_all_marked(letter: Document) -> None:
    rendition = rendition_of(letter)
    out = goes_out(letter, *some_notes(letter))
    lying = lying_on(letter, rendition, list(enumerate(out.notes, 1)))
    paragraph = letter.paragraph("26")
    assert paragraph is not None
    cut = pieces(rendition.text, rendition.reading_span(paragraph.span), lying)
    assert "".join(piece.words for piece in cut) == rendition.reading_span(paragraph.span).cut(rendition.text)
    assert [(piece.words, len(piece.over)) for piece in cut if piece.over] == [
        ("tied ", 1), ("the knot of war", 2), (", because", 1),
    ]  # fmt: skip


@given(some=words())
def test_a_page_of_any_words_is_whole(some: str) -> None:
    Page(f"<main>{html_of(some, lambda told: told)}</main>")


def test_what_the_editor_shows_the_page_shows() -> None:
    body = (
        "# H\n\n**b** *i* ~~s~~ `c`\n\n- one\n  1. two\n- [ ] three\n\n> said\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n"
        "```\nx < y\n```\n---"
    )
    html = re.sub(r"\s+", " ", html_of(body, lambda told: told).replace("\n", ""))
    for piece in (
        ">H</h3>", "<strong>b</strong> <em>i</em> <s>s</s> <code>c</code>", ">one<ol><li", ">two</li></ol></li>",
        "☐ three", "<blockquote><p", "<th>a</th>", "<td>2</td>", "<pre><code>x &lt; y</code></pre>", "<hr>",
    ):  # fmt: skip
        assert piece in html


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("- one\n\n  more\n- two", '<ul> <li dir="auto">one <p>more</p> </li><li dir="auto">two </li></ul>'),
        ("    - deep", '<ul> <li dir="auto">deep </li></ul>'),
        ("> > twice", '<blockquote> <blockquote> <p dir="auto">twice</p> </blockquote> </blockquote>'),
        ("> ```\n> x\n> ```\n> y", '<blockquote> <pre><code>x</code></pre> <p dir="auto">y</p> </blockquote>'),
        ("> ```\n> x\ny", '<blockquote> <pre><code>x</code></pre> </blockquote> <p dir="auto">y</p>'),
        ("3. three", '<ol start="3"> <li dir="auto">three </li></ol>'),
        ("a_b_c and 2 * 3 * 4", '<p dir="auto">a_b_c and 2 * 3 * 4</p>'),
        ("**open", '<p dir="auto">**open</p>'),
        ("``a ` b``", '<p dir="auto"><code>a ` b</code></p>'),
        ("\\*no\\*", '<p dir="auto">*no*</p>'),
        ("###### six", '<h5 dir="auto">six</h5>'),
    ],
)
def test_markdown_is_set_as_people_mean_it(markdown: str, html: str) -> None:
    assert " ".join(html_of(markdown, lambda told: told).split()) == html


def test_a_reference_to_several_paragraphs_is_one_link() -> None:
    html = html_of("See ¶ 6-8, ¶ 9–10 and ¶ 11.", lambda told: f"#{told}")
    assert re.findall(r"<a [^>]*>([^<]*)</a>", html) == ["¶ 6-8", "¶ 9–10", "¶ 11"]


def test_no_level_of_headings_is_passed_over(letter: Document) -> None:
    """Whoever listens to a page goes through it by its headings."""
    some = (a_note(1, on(letter, "the knot of war"), "# One\n\n## Two"), a_note(2, None, "# Free"))
    told = "".join(html_page.write(goes_out(letter, *some)))
    levels = [int(level) for level in re.findall(r"<h([1-6])", told)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), levels


def test_every_kind_of_note_can_be_shown(letter: Document) -> None:
    @given(one=notes(letter))
    def shown(one: Note) -> None:
        page(letter, one)

    shown()


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine to look at the page with")
def test_a_real_browser_shows_it_in_light_and_dark_and_on_paper(letter: Document, tmp_path: Path) -> None:
    """It lays the page out whole and prints it, and asks no network for anything: there is none it could reach."""
    from PySide6.QtGui import QImage

    file = tmp_path / "page.html"
    file.write_text("".join(html_page.write(goes_out(letter, *some_notes(letter)))), "utf-8")
    paper = {}
    for scheme, dark in (("light", ()), ("dark", ("--blink-settings=preferredColorScheme=0",))):
        picture = tmp_path / f"{scheme}.png"
        browse("--window-size=1280,900", f"--screenshot={picture}", *dark, file.as_uri(), home=tmp_path)
        image = QImage(str(picture))
        paper[scheme] = image.pixelColor(5, 5).lightness()
        inks = {image.pixelColor(x, y).lightness() for x in range(150, 700, 3) for y in range(480, 620, 3)}
        assert max(inks) - min(inks) > 120, f"no letter can be read in the {scheme} page"
    assert paper["dark"] < 60 < 200 < paper["light"]
    browse(f"--print-to-pdf={tmp_path / 'page.pdf'}", file.as_uri(), home=tmp_path)
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF-")


def browse(*told: str, home: Path) -> None:
    assert CHROMIUM is not None
    plain = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--user-data-dir={home / 'browser'}")
    subprocess.run([CHROMIUM, *plain, *told], check=True, capture_output=True, timeout=90)
