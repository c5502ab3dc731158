"""Expands braces in texts, as shells do: "a{b,c}d" stands for "abd" and "acd"."""

import re

_RANGE = re.compile(r"(-?\d+)\.\.(-?\d+)|([a-z])\.\.([a-z])", re.ASCII)


def expand(pattern):
    """Yields the texts that a pattern stands for, from left to right.

    Braces pair up as brackets do. A pair with a comma of its own stands for each of the patterns between its commas, which
    may be empty and may have braces themselves. A pair around a range, as in "{1..3}", "{3..-3}" or "{a..e}", stands for all
    from the first to the last. Any other brace or comma stands for itself. A text that comes up twice is given twice.
    """
    group = _first_group(pattern)
    if group is None:
        yield pattern
        return
    begin, end, choices = group
    for choice in choices:
        for rest in expand(pattern[end + 1 :]):
            yield pattern[:begin] + choice + rest


def expand_all(patterns):
    """Yields the texts of several patterns, one pattern after the other."""
    for pattern in patterns:
        yield from expand(pattern)


def _first_group(pattern):
    """(where it begins, where it ends, what it stands for) of the first pair that stands for something else than itself."""
    for begin, character in enumerate(pattern):
        if character != "{":
            continue
        end = _closing(pattern, begin)
        if end is None:
            continue
        choices = _choices(pattern[begin + 1 : end])
        if choices is not None:
            return begin, end, choices
    return None


def _closing(pattern, begin):
    """The place of the brace that closes the one at `begin`; None when there is none."""
    depth = 0
    for at in range(begin, len(pattern)):
        if pattern[at] == "{":
            depth += 1
        elif pattern[at] == "}":
            depth -= 1
            if depth == 0:
                return at
    return None


def _choices(inside):
    """The texts that a pair of braces around this stands for; None when the braces stand for themselves."""
    ends = _RANGE.fullmatch(inside)
    if ends:
        return _range(ends)
    parts = inside.split(",")
    if len(parts) == 1:
        return None
    return list(expand_all(parts))


def _range(ends):
    if ends[3]:
        return [chr(code) for code in _steps(ord(ends[3]), ord(ends[4]))]
    return [str(number) for number in _steps(int(ends[1]), int(ends[2]))]


def _steps(first, last):
    step = 1 if first <= last else -1
    return range(first, last + step, step)
