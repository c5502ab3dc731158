"""Global alignment of two sequences (Needleman-Wunsch).

Both sequences are aligned from end to end: every letter of either stands opposite a letter of the other or opposite a
gap, which is written as "-". Letters keep the case they were given in.
"""

from typing import NamedTuple

from scoring import Scoring


class Alignment(NamedTuple):
    """Two rows of equal length, and what they score."""

    top: str
    bottom: str
    score: int

    @property
    def identity(self):
        """The share of columns in which both rows have the same letter in either case; 1.0 for an empty alignment."""
        if not self.top:
            return 1.0
        return self.marks().count("|") / len(self.top)

    def marks(self):
        """A row to print between the two: "|" for equal letters, "." for different ones, a space at a gap."""
        marks = []
        for a, b in zip(self.top, self.bottom):
            if "-" in (a, b):
                marks.append(" ")
            else:
                marks.append("|" if a.upper() == b.upper() else ".")
        return "".join(marks)

    def lines(self, width=60):
        """The alignment as text in blocks of three lines, `width` columns each, with an empty line between two blocks.

        Spaces at the end of a line are not written.
        """
        blocks = []
        for start in range(0, len(self.top), width):
            rows = (self.top, self.marks(), self.bottom)
            blocks.append("\n".join(row[start : start + width].rstrip() for row in rows))
        return "\n\n".join(blocks)


def _grid(top, bottom, scoring):
    """The best score of each pair of beginnings: grid[i][j] for the first i letters of `top` and j of `bottom`."""
    grid = [[0] * (len(bottom) + 1) for _ in range(len(top) + 1)]
    for i in range(1, len(top) + 1):
        for j in range(1, len(bottom) + 1):
            grid[i][j] = max(
                grid[i - 1][j - 1] + scoring.pair(top[i - 1], bottom[j - 1]),
                grid[i - 1][j] + scoring.gap,
                grid[i][j - 1] + scoring.gap,
            )
    return grid


def score(top, bottom, scoring=Scoring()):
    """The best score that an alignment of the two can have."""
    return _grid(top, bottom, scoring)[-1][-1]


def align(top, bottom, scoring=Scoring()):
    """The best alignment of the two.

    Where several are equally good, going from the end of the sequences to their beginning, two letters opposite each
    other are preferred to a gap, and a gap in the bottom row to one in the top row.
    """
    grid = _grid(top, bottom, scoring)
    i, j = len(top), len(bottom)
    above, below = [], []
    while i > 0 or j > 0:
        here = grid[i][j]
        if i > 0 and j > 0 and here == grid[i - 1][j - 1] + scoring.pair(top[i - 1], bottom[j - 1]):
            i, j = i - 1, j - 1
            above.append(top[i])
            below.append(bottom[j])
        elif j == 0 or (i > 0 and here == grid[i - 1][j] + scoring.gap):
            i -= 1
            above.append(top[i])
            below.append("-")
        else:
            j -= 1
            above.append("-")
            below.append(bottom[j])
    return Alignment("".join(reversed(above)), "".join(reversed(below)), grid[-1][-1])
