"""Numbers headings and lists them as contents."""

import re

from headings import DEEPEST, headings


def numbered(found, top=1):
    """Adds a number such as "2.1.3" to headings: (number, level, title) for each.

    Headings of the level `top` are counted through; one of a deeper level is counted within the nearest heading before it
    that is less deep, and a level that is skipped on the way down stands as 0. A heading of a level above `top` has the
    number "" and the counting below it begins anew.
    """
    counts = [0] * (DEEPEST + 1 - top)
    result = []
    for level, title in found:
        depth = level - top
        if depth < 0:
            counts = [0] * len(counts)
            result.append(("", level, title))
            continue
        counts[depth] += 1
        number = ".".join(str(count) for count in counts[: depth + 1])
        result.append((number, level, title))
    return result


def anchor(title, taken):
    """The name of a link to a title: its letters, digits, "_" and "-" in small, other white space as "-".

    A name that is in the set `taken` gets "-1", "-2", and so on, the first that is free; the name is added to the set.
    """
    name = re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
    free, times = name, 0
    while free in taken:
        times += 1
        free = "%s-%d" % (name, times)
    taken.add(free)
    return free


def contents(text, top=1, deepest=3):
    """Lines of a list of links to the headings from `top` to `deepest`, indented by two spaces a level below `top`."""
    lines = []
    taken = set()
    for number, level, title in numbered(headings(text), top):
        link = anchor(title, taken)
        if top <= level <= deepest:
            lines.append("%s- [%s %s](#%s)" % ("  " * (level - top), number, title, link))
    return lines
