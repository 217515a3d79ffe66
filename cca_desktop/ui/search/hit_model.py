"""The hits of an answer as rows of a list."""

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from cca_desktop.search.answer import Answer, Hit

_NO_PARENT = QModelIndex()


class HitRole(IntEnum):
    """What a row can be asked for besides its words."""

    HIT = Qt.ItemDataRole.UserRole.value + 1


class HitModel(QAbstractListModel):
    """Shows one answer; the next one replaces it whole."""

    def __init__(self, parent: Any = None) -> None:  # noqa: ANN401  Qt's own signature
        """Begin empty."""
        super().__init__(parent)
        self._hits: tuple[Hit, ...] = ()

    def show_answer(self, answer: Answer | None) -> None:
        """Show the hits of ``answer``, or none."""
        self.beginResetModel()
        self._hits = answer.hits if answer else ()
        self.endResetModel()

    def hits(self) -> tuple[Hit, ...]:
        """Return the hits that are shown, in order."""
        return self._hits

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        """Return how many hits there are."""
        return 0 if parent.isValid() else len(self._hits)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return a hit, or the words that are read aloud for it."""
        if not index.isValid():
            return None
        hit = self._hits[index.row()]
        if role == HitRole.HIT:
            return hit
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{self.place_of(hit)}  …{hit.before}{hit.exact}{hit.after}…"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.tr("Hit {number} of {total}, {place}: {words}").format(
                number=index.row() + 1,
                total=len(self._hits),
                place=self.place_of(hit),
                words=f"{hit.before}{hit.exact}{hit.after}",
            )
        return None

    def place_of(self, hit: Hit) -> str:
        """Return where ``hit`` stands, as it is printed above its words."""
        if hit.kind == "note":
            if hit.paragraph:
                return self.tr("your note on {place}").format(place=self._paragraph(hit.paragraph))
            return self.tr("your note")
        return self._paragraph(hit.paragraph)

    def _paragraph(self, label: str) -> str:
        named = {"header": self.tr("header"), "salutation": self.tr("salutation"), "close": self.tr("close")}
        return named.get(label, f"¶ {label}")
