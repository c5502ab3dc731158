"""Restriction enzymes; see README.md for how they are written."""

from typing import NamedTuple

CODES = {
    "A": "A",
    "C": "C",
    "G": "G",
    "T": "T",
    "R": "AG",
    "Y": "CT",
    "W": "AT",
    "S": "CG",
    "K": "GT",
    "M": "AC",
    "N": "ACGT",
}
COMPLEMENT = str.maketrans("ACGTRYWSKMN", "TGCAYRWSMKN")


def reverse_complement(sequence):
    """How the other strand reads."""
    return sequence.translate(COMPLEMENT)[::-1]


class Enzyme(NamedTuple):
    """A site, and the number of its bases before the cut."""

    name: str
    site: str
    cut: int

    def fits(self, bases):
        """Whether these bases, as many as the site has, are a site."""
        return all(base in CODES[letter] for base, letter in zip(bases, self.site))

    def overhang(self):
        """The bases that stand out at an end after a cut, and which end they are on: "5'", "3'" or "" (blunt)."""
        other = len(self.site) - self.cut
        low, high = sorted((self.cut, other))
        return self.site[low:high], "5'" if self.cut < other else "3'" if self.cut > other else ""


def enzyme(name, pattern):
    """The enzyme that is written so, in capitals or not. Raises ValueError for a pattern that is none."""
    site = pattern.upper()
    if site.count("^") != 1:
        raise ValueError("%s: there must be one ^ in %r" % (name, pattern))
    cut = site.index("^")
    site = site.replace("^", "")
    if not site or any(letter not in CODES for letter in site):
        raise ValueError("%s: %r is not a site" % (name, pattern))
    if reverse_complement(site) != site:
        raise ValueError("%s: %r reads differently on the other strand" % (name, pattern))
    return Enzyme(name, site, cut)
