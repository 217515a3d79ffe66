"""What was found, on its way elsewhere: a quotation for anybody, and for our notes its exact place."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData

from cca_desktop.ui.passage import FORMAT, Passage, put_passage

_MARKDOWN = "text/markdown"
TYPES = ("text/plain", _MARKDOWN, FORMAT)


def cited(passages: Sequence[tuple[Passage, str]]) -> str:
    """Return passages, each with where it stands in print (such as "¶ 6"), as they are quoted in running text."""
    return "\n".join(f"“{_in_line(passage.exact)}” ({place})" for passage, place in passages)


def quotations(passages: Sequence[tuple[Passage, str]]) -> QMimeData:
    """Return passages, each with where it stands in print, to be dragged away.

    A single one of a text says exactly where it stands, and its plain words are no more than the words; words of a note
    have no document, and say it not.
    """
    data = QMimeData()
    markdown = "\n\n".join(f"> {_in_line(passage.exact)} ({place})" for passage, place in passages)
    data.setData(_MARKDOWN, f"{markdown}\n".encode())
    if len(passages) == 1 and passages[0][0].document:
        data.setText(_in_line(passages[0][0].exact))
        put_passage(data, passages[0][0])
    else:
        data.setText(cited(passages))
    return data


def _in_line(words: str) -> str:
    return " ".join(words.split())
