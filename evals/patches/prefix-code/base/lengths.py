"""How long the code of each letter is; README.md says which trees are joined."""

import heapq


def lengths(counts):
    """The length of the code of each letter that is there, {letter: bits}, from {letter: count}.

    Raises ValueError for a negative count.
    """
    for letter, count in counts.items():
        if count < 0:
            raise ValueError("%r is counted %d times" % (letter, count))
    trees = [(count, letter, {letter: 0}) for letter, count in counts.items() if count]
    if len(trees) == 1:
        return {trees[0][1]: 1}
    heapq.heapify(trees)
    while len(trees) > 1:
        weight, smallest, depths = heapq.heappop(trees)
        other_weight, other_smallest, other_depths = heapq.heappop(trees)
        joined = {letter: depth + 1 for letter, depth in (depths | other_depths).items()}
        heapq.heappush(trees, (weight + other_weight, min(smallest, other_smallest), joined))
    return trees[0][2] if trees else {}


def total(counts, bits):
    """The number of bits that a text with these counts needs."""
    return sum(count * bits[letter] for letter, count in counts.items() if count)
