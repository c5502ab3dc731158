"""The score of a game of ten-pin bowling."""


def score(throws):
    """Points of a whole game, given the pins of each throw in order."""
    total = 0
    at = 0
    for _ in range(10):
        if throws[at] == 10:
            total += 10 + throws[at + 1]
            at += 1
        elif throws[at] + throws[at + 1] == 10:
            total += 10 + throws[at + 2]
            at += 2
        else:
            total += throws[at] + throws[at + 1]
            at += 2
    return total
