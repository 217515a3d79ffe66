"""What was found, on its way elsewhere: a quotation for anybody, and for our notes its exact place."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData

from cca_desktop.ui.passage import FORMAT, Passage, put_passage

_MARKDOWN = "text/markdown"
TYPES = ("text/plain", _MARKDOWN, FORMAT)


def quotations(passages: Sequence[tuple[Passage, str]]) -> QMimeData:
    """Return passages, each with where it stands in print (such as "¶ 6"), as quotations.

    A single one of a text also says exactly where it stands; words of a note have no document, and say it not.
    """
    data = QMimeData()
    words = [(" ".join(passage.exact.split()), place) for passage, place in passages]
    data.setText("\n".join(f"“{exact}” ({place})" for exact, place in words))
    markdown = "\n\n".join(f"> {exact} ({place})" for exact, place in words)
    data.setData(_MARKDOWN, f"{markdown}\n".encode())
    if len(passages) == 1 and passages[0][0].document:
        put_passage(data, passages[0][0])
    return data
