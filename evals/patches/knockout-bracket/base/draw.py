"""Where entrants stand in the draw."""

NAMES = {2: "final", 4: "semi-finals", 8: "quarter-finals"}


def places(size):
    """The seeds from the top of a draw to its bottom; 4 places have [1, 4, 2, 3]. The size is a power of two."""
    seeds = [1]
    while len(seeds) < size:
        both = 2 * len(seeds) + 1
        seeds = [each for seed in seeds for each in (seed, both - seed)]
    return seeds


def size_for(entrants):
    """The number of places that so many entrants need."""
    size = 1
    while size < entrants:
        size *= 2
    return size


def round_name(rounds, number):
    """What a round is called, from how many rounds there are and its number (from 1)."""
    left = 2 ** (rounds - number + 1)
    return NAMES.get(left, "round of %d" % left)
