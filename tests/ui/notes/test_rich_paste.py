"""Rich text becomes Markdown that says the same."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument

from cca_desktop.ui.notes.rich_paste import markdown_of

CLIPBOARD = Path(__file__).parent / "clipboard"

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("a <b>b</b> <i>c</i> <code>d</code>", "a **b** *c* `d`"),
        ("<b>b </b>c", "**b** c"),
        ("<span style='font-weight:700'>b</span>c", "**b**c"),
        ("<h2>a</h2><p>b</p>", "## a\n\nb"),
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n    - b\n- c"),
        ("<ol><li>a</li><li>b</li></ol><p>c</p>", "1. a\n2. b\n\nc"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"),
        ("<a href='https://a.b/c d'>e</a>", "[e](https://a.b/c%20d)"),
        ("<a href='javascript:x'>e</a> <b>f</b>", "e **f**"),
        (
            "<table><tr><th>a</th><th>b</th></tr><tr><td>1|2</td><td>3</td></tr></table>",
            "| a | b |\n| --- | --- |\n| 1\\|2 | 3 |",
        ),
        ("<pre>a\n b</pre>", "    a\n     b"),
        ("<p># a</p><p>1. b</p><p><i>c</i></p>", "\\# a\n\n1\\. b\n\n*c*"),
        ("2 * 3 <b>c_d</b>", "2 \\* 3 **c_d**"),
        ("<p>plain</p><p>words</p>", ""),
        ("<b>bo</b><b style='color:red'>ld</b>", "**bold**"),
        ("<a href='https://a.b'><b>c</b> d</a>", "[**c** d](https://a.b)"),
        ("<a name='x' href='https://a.b'>whole</a>", "[whole](https://a.b)"),
        ("10<sup>3</sup> H<sub>2</sub>O <b>x</b>", "10³ H₂O **x**"),
        ("<ol start='5'><li>a</li></ol>", "5. a"),
        ("<ul><li><input type='checkbox'>a</li><li><input checked type=checkbox>b</li></ul>", "- [ ] a\n- [x] b"),
        ("<p>a</p><hr><p>b</p>", "a\n\n---\n\nb"),
        (
            "<table><tr><td colspan=2>a</td></tr><tr><td>b</td><td>c</td></tr></table>",
            "| a |  |\n| --- | --- |\n| b | c |",
        ),
        ("<script>alert(1)</script><img src='https://a.b/c.png'><b>d</b>", "**d**"),
    ],
)
def test_rich_text_is_written_as_a_reader_would(html: str, markdown: str) -> None:
    assert markdown_of(html) == markdown


@pytest.mark.parametrize("program", ["word", "libreoffice", "google-docs", "browser"])
def test_what_a_program_copies_is_written_as_its_reader_sees_it(program: str) -> None:
    """As Word, LibreOffice, a browser on an encyclopedia and Google's text program put it on the clipboard."""
    copied = (CLIPBOARD / f"{program}.html").read_text("utf-8")
    assert markdown_of(copied) + "\n" == (CLIPBOARD / f"{program}.md").read_text("utf-8")


def test_a_list_nested_two_hundred_deep_is_taken_in() -> None:
    assert "end" in markdown_of("<ul><li>a" * 200 + "end")


@settings(max_examples=40)
@given(
    st.lists(
        st.sampled_from(
            [
                "<b>",
                "</b>",
                "<ul><li>",
                "</ul>",
                "<table><tr><td>",
                "</table>",
                "<p>",
                "*",
                "_",
                "#",
                "x",
                " ",
                "é",
                "👩",
                "|",
            ]
        )
    )
)
def test_no_word_is_lost_and_nothing_raises(parts: list[str]) -> None:
    """Whatever letters Qt shows of the page are in the Markdown, in their order."""
    html = "".join(parts)
    markdown = markdown_of(html)
    page = QTextDocument()
    page.setHtml(html)
    wanted = [letter for letter in page.toPlainText() if letter in "xé👩"]
    assert not markdown or [letter for letter in markdown if letter in "xé👩"] == wanted
