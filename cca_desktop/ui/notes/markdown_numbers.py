"""The numbers of a list, counted on where one has written into it. Lines in, lines out."""

from collections.abc import Sequence

from cca_desktop.ui.notes.markdown_lines import INDENT, item_of

_TAB = len(INDENT)


class _Level:
    """What was counted so far at one depth of a list."""

    def __init__(self, depth: int, kind: str) -> None:
        """Begin a list of one ``kind`` of mark at this ``depth``."""
        self.depth = depth
        self.kind = kind
        self.last = 0
        self.step = 1


def belongs_to_list(line: str) -> bool:
    """Tell whether ``line`` may stand within a list: an item, what is set in below one, or nothing between two."""
    return not line.strip() or line[0] in " \t" or item_of(line) is not None


def renumbered(lines: Sequence[str], first: int) -> list[str]:
    """Count the items on from ``first``, by what stands above each; what stands above ``first`` stays as it is.

    Numbers that are all the same stay so: Markdown counts them by itself. An item with none before it at its depth
    keeps its own number.
    """
    levels: list[_Level] = []
    told = list(lines)
    for at, line in enumerate(lines):
        item = item_of(line)
        if item is None:
            if not belongs_to_list(line):
                levels.clear()
            continue
        depth = len(item.before.replace("\t", " " * _TAB))
        while levels and levels[-1].depth > depth:
            levels.pop()
        kind = item.mark if not item.mark[:-1].isdigit() else item.mark[-1]
        number = 0 if kind == item.mark else int(item.mark[:-1])
        if not levels or levels[-1].depth < depth or levels[-1].kind != kind:
            if levels and levels[-1].depth == depth:
                levels.pop()
            levels.append(_Level(depth, kind))
        elif at >= first and kind != item.mark:
            number = levels[-1].last + levels[-1].step
            told[at] = f"{item.before}{number}{kind}{line[len(item.before) + len(item.mark) :]}"
        else:
            levels[-1].step = 0 if number == levels[-1].last else 1
        levels[-1].last = number
    return told
