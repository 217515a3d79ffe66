"""Cite a document, or a paragraph of it, as a scholar would."""

import datetime as dt

from cca_desktop.errors import NotHereError
from cca_desktop.library.document import Document, Paragraph

# Never the locale's: an English citation has English months wherever it is made.
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_LONGEST_ECHO = 40
_FRAME = {"header": "heading"}  # in a reader's words, where the label is not one


def paragraph_to_cite(document: Document, told: str) -> Paragraph:
    """Return the paragraph that a person calls ``told``: "6", "¶ 6" or "close".

    Raises:
        NotHereError: The document has none of that name; the sentence says which it has.
    """
    label = told.strip().removeprefix("¶").strip().lower()
    paragraph = document.paragraph(label.lstrip("0") if label.isascii() and label.isdecimal() else label)
    if paragraph is None:
        numbers = [paragraph.label for paragraph in document.paragraphs if paragraph.label.isdecimal()]
        others = [paragraph.label for paragraph in document.paragraphs if not paragraph.label.isdecimal()]
        has = [f"¶ {numbers[0]} to ¶ {numbers[-1]}"] if numbers else []
        raise NotHereError(
            f"There is no ¶ {told.strip()[:_LONGEST_ECHO]} in “{document.short_title}”; it has {_listed(has + others)}."
        )
    return paragraph


def chicago_note(
    document: Document, *, accessed: dt.date, paragraph: Paragraph | None = None, last: Paragraph | None = None
) -> str:
    """Write the citation as a note in plain text.

    Args:
        document: What is cited.
        accessed: The day on which it was read.
        paragraph: What of it is cited, if not the whole. Pages of the copy are never cited: one end is only inferred.
        last: The last paragraph of what is cited, where it has several.

    Source:
        The Chicago Manual of Style, 17th edition, chapter 14: notes on letters, archives, web sites. The place within
        the document stands where a page would: behind the archive, before the day of access.
    """
    parts = [document.citation]
    if paragraph is not None:
        parts.append(_place(paragraph.label, (last or paragraph).label))
    parts.append(f"accessed {_MONTHS[accessed.month - 1]} {accessed.day}, {accessed.year}")
    parts.append(document.address)
    return ", ".join(part for part in parts if part) + "."


def _place(first: str, last: str) -> str:
    if first != last and first.isdecimal() and last.isdecimal():
        return f"¶¶ {first}–{last}"
    names = [f"¶ {label}" if label.isdecimal() else _FRAME.get(label, label) for label in dict.fromkeys((first, last))]
    return " to ".join(names)


def _listed(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
