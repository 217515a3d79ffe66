"""The beginning of a note that is too long to stand beside the words it is about, or below them."""

from collections.abc import Sequence

from cca_desktop.export.markdown_text import Block, Run

LONG, BEGINNING = 1_500, 500  # code points of a note that stands whole behind the letter, and of it with its words


def beginning(blocks: Sequence[Block], most: int) -> Sequence[Block]:
    """Return so many characters of a note and no more, in whole blocks, the first of them in any case."""
    length = 0
    for index, block in enumerate(blocks):
        length += sum(len(run.text) for cell in block.cells for run in cell)
        if length > most:
            return _shortened(blocks[0], most) if index == 0 else blocks[:index]
    return blocks


def _shortened(block: Block, most: int) -> list[Block]:
    """Cut a block that is too long by itself, where one of its runs ends or between words."""
    runs: list[Run] = []
    for run in block.runs:
        runs.append(run._replace(text=f"{run.text[:most].rpartition(' ')[0]} …") if len(run.text) > most else run)
        most -= len(run.text)
        if most <= 0:
            break
    return [block._replace(cells=(tuple(runs),))]
