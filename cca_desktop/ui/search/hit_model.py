"""The hits of an answer as rows of a list: one group for each text, the notes set apart."""

from collections.abc import Iterable, Iterator, Mapping
from enum import IntEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt

from cca_desktop.search.answer import Answer, Hit
from cca_desktop.ui.search.unmarked import unmarked

if TYPE_CHECKING:
    from cca_desktop.ui.passage import Passage

_NO_PARENT = QModelIndex()
_WORDS_ARE_AT_MOST = 1_000  # code points of a whole note that is a hit; a row holds far fewer


class HitRole(IntEnum):
    """What a row can be asked for besides its words."""

    HIT = Qt.ItemDataRole.UserRole.value + 1  # a Hit, or None on a heading


class Heading(NamedTuple):
    """What stands above a group: the title of a text, or the notes; and how many hits follow."""

    title: str
    hits: int


def shown(hit: Hit) -> tuple[str, str, str]:
    """Return what stands before a hit, the hit, and what stands after it, as they are read in a list."""
    if hit.kind != "note":
        return hit.before, hit.exact, hit.after
    return unmarked(hit.before, hit.exact[:_WORDS_ARE_AT_MOST], hit.after)


class HitModel(QAbstractListModel):
    """Shows one answer; the next one replaces it whole. A single group of hits in a text needs no heading."""

    def __init__(self, titles: Mapping[str, str], parent: Any = None) -> None:  # noqa: ANN401  Qt's own signature
        """Begin empty; ``titles`` tells what documents are called."""
        super().__init__(parent)
        self._titles = titles
        self._rows: tuple[Heading | Hit, ...] = ()
        self._hits: tuple[Hit, ...] = ()
        self._row_of: tuple[int, ...] = ()  # by the number of the hit
        self._number_at: dict[int, int] = {}  # and the other way round

    def show_answer(self, answer: Answer | None) -> None:
        """Show the hits of ``answer``, or none."""
        self.beginResetModel()
        self._rows = tuple(self._grouped(answer.hits)) if answer else ()
        self._row_of = tuple(number for number, row in enumerate(self._rows) if isinstance(row, Hit))
        self._number_at = {row: number for number, row in enumerate(self._row_of)}
        self._hits = tuple(row for row in self._rows if isinstance(row, Hit))
        self.endResetModel()

    def _grouped(self, hits: tuple[Hit, ...]) -> Iterator[Heading | Hit]:
        groups: dict[str, list[Hit]] = {}
        for hit in hits:
            groups.setdefault("" if hit.kind == "note" else hit.document, []).append(hit)
        needs_headings = len(groups) > 1 or "" in groups
        for document, of_group in groups.items():
            if needs_headings:
                title = self._titles.get(document, document) if document else self.tr("Your notes")
                yield Heading(title, len(of_group))
            yield from of_group

    def hits(self) -> tuple[Hit, ...]:
        """Return the hits that are shown, in order."""
        return self._hits

    def has_headings(self) -> bool:
        """Tell whether there is any row that is no hit."""
        return len(self._rows) > len(self._hits)

    def is_heading(self, row: int) -> bool:
        """Tell whether ``row`` is the heading of a group."""
        return isinstance(self._rows[row], Heading)

    def index_of(self, number: int) -> QModelIndex:
        """Return the row of the hit of that number, from 0."""
        return self.index(self._row_of[number])

    def number_at(self, index: QModelIndex | QPersistentModelIndex) -> int:
        """Return the number of the hit in a row, from 0; -1 where there is none."""
        return self._number_at.get(index.row(), -1) if index.isValid() else -1

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        """Return how many rows there are, headings included."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Let hits be chosen and dragged, headings only be read."""
        if not index.isValid() or self.is_heading(index.row()):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return a hit, or the words that are shown or read aloud for a row."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == HitRole.HIT:
            return row if isinstance(row, Hit) else None
        if isinstance(row, Heading):
            return self._heading(row, role)
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{self.place_of(row)}  …{''.join(shown(row))}…"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.tr("Hit {number} of {total}, {place}: {words}").format(
                number=self.number_at(index) + 1,
                total=len(self._hits),
                place=self.place_of(row),
                words="".join(shown(row)),
            )
        return None

    def _heading(self, heading: Heading, role: int) -> str | None:
        if role == Qt.ItemDataRole.DisplayRole:
            return heading.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            told = self.tr("{title}, 1 hit") if heading.hits == 1 else self.tr("{title}, %n hits", "", heading.hits)
            return told.format(title=heading.title)
        return None

    def mimeTypes(self) -> list[str]:
        """Return how a hit can be taken elsewhere."""
        from cca_desktop.ui.search.quoting import TYPES

        return list(TYPES)

    def mimeData(self, indexes: Any) -> QMimeData:  # noqa: ANN401  Qt's own signature
        """Return a hit as a quotation that tells where it stands."""
        from cca_desktop.ui.search.quoting import quotations

        return quotations(self.passages(indexes))

    def passages(self, indexes: Iterable[QModelIndex]) -> "list[tuple[Passage, str]]":
        """Return the hits in these rows as passages, each with where it stands in print."""
        from cca_desktop.ui.passage import Passage

        found = []
        for index in indexes:
            hit: Hit | None = index.data(HitRole.HIT)
            if hit is not None:
                document = hit.document if hit.kind == "text" else ""
                found.append((Passage(document, hit.paragraph, *hit.span, hit.exact), self.place_of(hit)))
        return found

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
