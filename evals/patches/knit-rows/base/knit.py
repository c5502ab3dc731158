"""Arithmetic for knitters; see README.md."""

from itertools import groupby


def cast_on(width, gauge, repeat=1, edge=0):
    """The number of stitches for a width. Raises ValueError unless width, gauge and repeat are above 0 and edge is not below."""
    if width <= 0 or gauge <= 0 or repeat < 1 or edge < 0:
        raise ValueError("nothing to cast on")
    # Everything in hundredths of a stitch.
    wanted = width * gauge
    repeats = (2 * wanted - 100 * edge + 100 * repeat) // (200 * repeat)
    return max(1, repeats) * repeat + edge


def width_of(stitches, gauge):
    """The width of so many stitches in millimetres, rounded down."""
    return 100 * stitches // gauge


def increases(stitches, count):
    """How many stitches are knitted before each increase. Raises ValueError if there are more increases than stitches."""
    if not 0 <= count <= stitches:
        raise ValueError("%d increases do not fit into %d stitches" % (count, stitches))
    return [((2 * number + 1) * stitches + count) // (2 * count) for number in range(count)]


def row_text(stitches, count):
    """The row with its increases as text; "m1" is an increase. Steps of no stitches are left out: "k3, m1"."""
    places = increases(stitches, count)
    if not places:
        return "k%d" % stitches
    steps = [after - before for before, after in zip(places, places[1:] + [stitches])]
    parts = ["k%d" % places[0]] if places[0] else []
    for step, same in groupby(steps[:-1]):
        times = len(list(same))
        one = "m1, k%d" % step
        parts.append(one if times == 1 else "(%s) x %d" % (one, times))
    parts.append("m1")
    if steps[-1]:
        parts.append("k%d" % steps[-1])
    return ", ".join(parts)


def shaping(rows, times):
    """The rows to shape on. Raises ValueError if there are more times than rows."""
    if not 0 <= times <= rows:
        raise ValueError("cannot shape %d times in %d rows" % (times, rows))
    found, row = [], 0
    for number in range(times):
        row += rows // times + (number < rows % times)
        found.append(row)
    return found


def every(rows, times):
    """The same as patterns say it: a list of (rows between, times), such as [(6, 2), (5, 3)], the longer first."""
    if times == 0:
        return []
    length, longer = divmod(rows, times)
    parts = [(length + 1, longer), (length, times - longer)]
    shaping(rows, times)
    return [(between, number) for between, number in parts if number]
