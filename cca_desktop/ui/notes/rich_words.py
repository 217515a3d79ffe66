"""The words of one paragraph of rich text, with Markdown's marks around what is not plain."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from PySide6.QtGui import QFont, QTextBlock, QTextCharFormat, QTextFormat

from cca_desktop.ui.notes.rich_html import office_item

_OBJECT = "\ufffc"  # stands for a picture
_SPECIAL = re.compile(r"[\\`*]|(?<!\w)_|_(?!\w)|\[(?=\[)|\](?=\()")
_FIXED = ("mono", "courier", "consolas", "menlo")  # in the names of faces for code
_FOLLOWED = ("http://", "https://", "mailto:")
_FOOTNOTE = re.compile(r"\[?(\w{1,4}|\*)\]?")
_RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")


class _Look(NamedTuple):
    """What words are, as far as Markdown can say."""

    is_code: bool = False
    is_strong: bool = False
    is_slanted: bool = False
    is_struck: bool = False


class _Run(NamedTuple):
    """Words of one look that lead to one place, or to none; ``is_written`` tells that they are Markdown already."""

    words: str
    look: _Look
    address: str = ""
    is_written: bool = False


def words_of(block: QTextBlock, *, is_heading: bool) -> str:
    """Return the words of ``block`` as Markdown; headings are strong by themselves."""
    told = ""
    for address, linked in groupby(_runs(block, is_heading=is_heading), key=lambda run: run.address):
        words = "".join(_marked(list(runs)) for _, runs in groupby(linked, key=lambda run: (run.look, run.is_written)))
        if address and (inner := words.strip()):
            inner = inner.replace("[", "").replace("]", "")  # a link's words hold no brackets
            told = f"{told[:-1]}\\[" if told.endswith("[") else told
            before, after = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
            words = f"{before}[{inner}]({address}){after}"
        told += words
    return told


def has_look(block: QTextBlock) -> bool:
    """Tell whether there is anything in ``block`` that plain words do not say."""
    return any(
        run.words.strip() and (run.look != _Look() or run.address or run.is_written)
        for run in _runs(block, is_heading=False)
    )


def _runs(block: QTextBlock, *, is_heading: bool) -> Iterator[_Run]:
    is_first, is_foot = True, False  # nothing was told yet; the number of a note at the foot of the page was
    for form, words in _pieces(block):
        footnote = _footnote(words.strip(), form)
        if office_item(words) is not None:
            yield _Run(words, _Look(), is_written=True)
            continue
        if footnote:
            yield _Run(f"[^{footnote}]: " if is_first else f"[^{footnote}]", _Look(), is_written=True)
            is_foot = is_first
        elif words.strip():
            yield _Run(
                _shifted(words.lstrip() if is_foot else words, form),
                _look_of(form, is_heading=is_heading),
                _address_of(form),
            )
            is_foot = False
        else:
            yield _Run(words, _Look(), _address_of(form))
        is_first = is_first and not words.strip()


def _pieces(block: QTextBlock) -> Iterator[tuple[QTextCharFormat, str]]:
    """Give the words of each look; for Qt the first letter of a place that can be led to has a look of its own."""
    form, told = QTextCharFormat(), ""
    at = block.begin()
    while not at.atEnd():
        fragment = at.fragment()
        at += 1
        look = QTextCharFormat(fragment.charFormat())
        for name in (QTextFormat.Property.IsAnchor, QTextFormat.Property.AnchorName):
            look.clearProperty(name)
        if told and look != form:
            yield form, told
            told = ""
        form, told = look, told + fragment.text().replace(_OBJECT, "")
    if told:
        yield form, told


def _footnote(words: str, form: QTextCharFormat) -> str:
    """Return the number of a note at the foot of the page, where words lead to one or back from there; "" if not."""
    found = _FOOTNOTE.fullmatch(words) if form.anchorHref().startswith("#") else None
    return found[1] if found else ""


def _shifted(words: str, form: QTextCharFormat) -> str:
    """Return small letters above or below the line as such, where there are signs for them."""
    shift = QTextCharFormat.VerticalAlignment
    table = {shift.AlignSuperScript: _RAISED, shift.AlignSubScript: _LOWERED}.get(form.verticalAlignment())
    fits = table is not None and not form.anchorHref() and all(ord(letter) in table for letter in words.strip())
    return words.translate(table) if fits and table is not None else words


def _look_of(form: QTextCharFormat, *, is_heading: bool) -> _Look:
    families = str(form.fontFamilies()).lower()
    if form.fontFixedPitch() or any(name in families for name in _FIXED):
        return _Look(is_code=True)
    is_strong = form.fontWeight() > QFont.Weight.Medium and not is_heading
    return _Look(False, is_strong, form.fontItalic(), form.fontStrikeOut())


def _address_of(form: QTextCharFormat) -> str:
    address = form.anchorHref()
    if not address.startswith(_FOLLOWED):
        return ""
    return address.replace(" ", "%20").replace("(", "%28").replace(")", "%29")


def _marked(runs: list[_Run]) -> str:
    """Return runs of one look as one, with its marks; spaces at the ends stay outside of them."""
    words, look = "".join(run.words for run in runs), runs[0].look
    inner = words.strip()
    if not inner or runs[0].is_written:
        return words
    before, after = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
    if look.is_code:
        return before + (f"`{inner}`" if "`" not in inner else f"`` {inner} ``") + after
    marked = _SPECIAL.sub(r"\\\g<0>", inner)
    for is_so, mark in ((look.is_struck, "~~"), (look.is_slanted, "*"), (look.is_strong, "**")):
        marked = f"{mark}{marked}{mark}" if is_so else marked
    return before + marked + after
