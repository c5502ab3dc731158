"""Reads and writes patterns as run length encoded text; the format is told in the README."""

import re
from dataclasses import dataclass
from itertools import groupby

from life import Rule

LINE = 70
HEADER = re.compile(r"x\s*=\s*(\d+)\s*,\s*y\s*=\s*(\d+)\s*(?:,\s*rule\s*=\s*(\S+)\s*)?")
ITEM = re.compile(r"(\d*)(.)")


@dataclass(frozen=True)
class Pattern:
    """Living cells (x, y) with 0 <= x < width and 0 <= y < height, y downwards."""

    width: int
    height: int
    cells: frozenset
    rule: Rule = Rule()

    @classmethod
    def around(cls, cells, rule=Rule()):
        """The smallest pattern with these cells, moved so that the topmost row and the leftmost column are 0."""
        if not cells:
            return cls(0, 0, frozenset(), rule)
        left, top = min(x for x, _ in cells), min(y for _, y in cells)
        moved = frozenset((x - left, y - top) for x, y in cells)
        return cls(max(x for x, _ in moved) + 1, max(y for _, y in moved) + 1, moved, rule)


def read(text):
    """The pattern of a text. Raises ValueError without a header or an end, for an unknown letter, for a number that is 0 or
    stands before the end, and for a living cell outside of the size."""
    lines = text.strip().splitlines()
    while lines and lines[0].startswith("#"):
        lines.pop(0)
    header = HEADER.fullmatch(lines.pop(0).strip()) if lines else None
    if header is None:
        raise ValueError("there is no header")
    width, height = int(header[1]), int(header[2])
    body, end, _ = re.sub(r"\s", "", "".join(lines)).partition("!")
    if not end:
        raise ValueError("there is no end")
    if body[-1:].isdigit():
        raise ValueError("a number before the end")
    cells, x, y = set(), 0, 0
    for number, letter in ITEM.findall(body):
        count = int(number or 1)
        if letter not in "bo$" or count == 0:
            raise ValueError("%s%s means nothing" % (number, letter))
        if letter == "$":
            x, y = 0, y + count
            continue
        if letter == "o":
            if x + count > width or y >= height:
                raise ValueError("row %d goes beyond the size" % y)
            cells.update((x + each, y) for each in range(count))
        x += count
    return Pattern(width, height, frozenset(cells), Rule.of(header[3]) if header[3] else Rule())


def write(pattern):
    """The text of a pattern, with a line break at its end."""
    header = "x = %d, y = %d, rule = %s" % (pattern.width, pattern.height, pattern.rule)
    return "\n".join([header, *_lines(_items(pattern))]) + "\n"


def _item(count, letter):
    return letter if count == 1 else "%d%s" % (count, letter)


def _row_items(pattern, y):
    """The items of a row without its end and without the dead cells before it."""
    row = "".join("o" if (x, y) in pattern.cells else "b" for x in range(pattern.width)).rstrip("b")
    return [_item(len(list(same)), letter) for letter, same in groupby(row)]


def _items(pattern):
    items = []
    for y in range(pattern.height):
        row = _row_items(pattern, y)
        if row and items:
            items.append("$")
        items += row
    return items + ["!"]


def _lines(items):
    lines = [""]
    for item in items:
        if len(lines[-1]) + len(item) > LINE:
            lines.append("")
        lines[-1] += item
    return lines
