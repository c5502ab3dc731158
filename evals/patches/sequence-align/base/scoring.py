"""How much a pair of letters is worth in an alignment."""

from typing import NamedTuple


class Scoring(NamedTuple):
    """Points for two equal letters, for two different ones, and for every letter that stands opposite a gap."""

    match: int = 1
    mismatch: int = -1
    gap: int = -2

    def pair(self, a, b):
        """Points for two letters opposite each other. Case is ignored."""
        return self.match if a.upper() == b.upper() else self.mismatch
