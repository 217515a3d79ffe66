"""How high the blocks of a long text stand: estimated by their letters until they are laid out, exact from then on."""

from collections.abc import Sequence


class Heights:
    """The heights of all blocks, one below the other. Every question and every change takes O(log n) steps, none O(n).

    An unseen block is as high as ``per_letter`` times its letters and ``per_block`` together. What the exact heights of
    others differ from that is kept in a Fenwick tree.
    """

    def __init__(self, starts: Sequence[int], *, above: float, per_letter: float, per_block: float) -> None:
        """Begin with estimates alone.

        Args:
            starts: Where each block begins, in letters, and where the last one ends; the sequence is not copied.
            above: What stands free above the first.
            per_letter: Height that a letter adds.
            per_block: Height that a block adds, however few its letters.
        """
        self._starts = starts
        self._count = len(starts) - 1
        self._above = above
        self._per_letter = per_letter
        self._per_block = per_block
        self._exact: dict[int, float] = {}
        self._tree = [0.0] * (self._count + 1)

    def top(self, block: int) -> float:
        """Return where ``block`` begins; for the number after the last, where all ends."""
        more = 0.0
        index = block
        while index > 0:
            more += self._tree[index]
            index &= index - 1
        return self._estimated_top(block) + more

    def whole(self) -> float:
        """Return where the last block ends."""
        return self.top(self._count)

    def height(self, block: int) -> float:
        """Return how high ``block`` is, as far as that is known."""
        return self._exact.get(block, self._estimate(block))

    def set_exact(self, block: int, height: float) -> float:
        """Let ``block`` be so high from now on; return by how much everything below it has moved down."""
        moved = height - self.height(block)
        self._exact[block] = height
        if moved:
            index = block + 1
            while index <= self._count:
                self._tree[index] += moved
                index += index & -index
        return moved

    def block_at(self, y: float) -> int:
        """Return the block that stands at ``y``: the last one that begins there or above, or the first."""
        starts, tree, first = self._starts, self._tree, self._starts[0]
        found, more = 0, self._above
        step = 1 << self._count.bit_length()
        while step:
            ahead = found + step
            if ahead < self._count:
                top = self._per_letter * (starts[ahead] - first) + self._per_block * ahead + more + tree[ahead]
                if top <= y:
                    found = ahead
                    more += tree[ahead]
            step >>= 1
        return found

    def _estimated_top(self, block: int) -> float:
        return self._above + self._per_letter * (self._starts[block] - self._starts[0]) + self._per_block * block

    def _estimate(self, block: int) -> float:
        return self._per_letter * (self._starts[block + 1] - self._starts[block]) + self._per_block
