"""Cutting a molecule; see README.md for where it is cut."""

from collections import Counter
from typing import NamedTuple, Optional


class Fragment(NamedTuple):
    """A piece: the place of its first base in the molecule (from 0), its bases, and the enzymes that cut its two ends.

    An end that no enzyme has cut is None: the ends of a linear molecule, both "ends" of a circle without cuts.
    """

    start: int
    bases: str
    left: Optional[str]
    right: Optional[str]


def clean(sequence):
    """The sequence in capitals and without white space. Raises ValueError if anything but A, C, G and T is left."""
    bases = "".join(sequence.split()).upper()
    for place, base in enumerate(bases):
        if base not in "ACGT":
            raise ValueError("%r at %d is not a base" % (base, place))
    return bases


def sites(bases, enzyme, circular):
    """Where the sites of an enzyme begin, in order."""
    length = len(enzyme.site)
    starts = range(len(bases) - length + 1)
    return [start for start in starts if enzyme.fits(bases[start : start + length])]


def cuts(sequence, enzymes, circular=False):
    """All cuts by place as (place, name of the enzyme); the place is that of the base behind the cut.

    In a circle a cut before the first base is at 0.
    """
    bases = clean(sequence)
    found = {}
    for enzyme in enzymes:
        for start in sites(bases, enzyme, circular):
            place = start + enzyme.cut
            found.setdefault(place % len(bases) if circular else place, enzyme.name)
    return sorted((place, name) for place, name in found.items() if circular or 0 < place < len(bases))


def digest(sequence, enzymes, circular=False):
    """The fragments of a molecule, in order of their places; one without bases has none.

    In a circle the first fragment begins at the first cut and the last one goes on over the end of the sequence up to
    there. A circle without cuts stays whole, and begins where the sequence does.
    """
    bases = clean(sequence)
    if not bases:
        return []
    found = cuts(bases, enzymes, circular)
    if not found:
        return [Fragment(0, bases, None, None)]
    if not circular:
        ends = [(0, None), *found, (len(bases), None)]
        return [Fragment(at, bases[at:to], left, right) for (at, left), (to, right) in zip(ends, ends[1:])]
    (first, name) = found[0]
    ends = [*found, (first + len(bases), name)]
    twice = bases + bases
    return [Fragment(at, twice[at:to], left, right) for (at, left), (to, right) in zip(ends, ends[1:])]


def bands(fragments):
    """The bands on a gel: (length, number of fragments), the longest first."""
    return sorted(Counter(len(fragment.bases) for fragment in fragments).items(), reverse=True)
