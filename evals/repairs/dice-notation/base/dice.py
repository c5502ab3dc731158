"""Dice such as 2d6+1."""
import re

NOTATION = re.compile(r"(\d*)d(\d+)([+-]\d+)?")


def parse(text):
    """(count, sides, plus)."""
    found = NOTATION.match(text.strip())
    if not found:
        raise ValueError(f"not a notation of dice: {text}")
    count, sides, plus = found.groups()
    return int(count or 1), int(sides), int(plus or 0)


def bounds(text):
    """The least and the most that can be thrown."""
    count, sides, plus = parse(text)
    return count + plus, count * sides + plus
