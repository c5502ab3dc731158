"""Rules of life-like automata, and one generation after another on an endless plane."""

import re
from collections import Counter
from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """With how many living neighbours a cell is born, and with how many it survives."""

    born: frozenset = frozenset({3})
    survives: frozenset = frozenset({2, 3})

    @classmethod
    def of(cls, text):
        """Reads `B3/S23`, in small letters too, and the older `23/3`, where survival comes first.

        A rule by which cells are born from nothing is refused with ValueError, and so is anything else that is no rule.
        """
        found = re.fullmatch(r"[Bb]([1-8]*)/[Ss]([0-8]*)", text)
        if found:
            return cls(_numbers(found[1]), _numbers(found[2]))
        found = re.fullmatch(r"([0-8]*)/([1-8]*)", text)
        if found:
            return cls(_numbers(found[2]), _numbers(found[1]))
        raise ValueError("%s is no rule" % text)

    def __str__(self):
        """Like `B3/S23`, with the numbers in order."""
        return "B%s/S%s" % ("".join(map(str, sorted(self.born))), "".join(map(str, sorted(self.survives))))


def _numbers(digits):
    return frozenset(map(int, digits))


def step(cells, rule=Rule()):
    """The living cells of the next generation. The given ones stay as they are."""
    neighbours = Counter(
        (x + right, y + down) for x, y in cells for right in (-1, 0, 1) for down in (-1, 0, 1) if right or down
    )
    born = {cell for cell, count in neighbours.items() if count in rule.born and cell not in cells}
    return born | {cell for cell in cells if neighbours[cell] in rule.survives}


def after(cells, generations, rule=Rule()):
    """The living cells after so many generations."""
    for _ in range(generations):
        cells = step(cells, rule)
    return set(cells)
