"""Feasts that move with Easter."""

from datetime import timedelta

from easter import easter, orthodox_easter

# Days from Easter Sunday.
OFFSETS = {
    "Ash Wednesday": -46,
    "Palm Sunday": -7,
    "Good Friday": -2,
    "Easter Sunday": 0,
    "Easter Monday": 1,
    "Ascension Day": 39,
    "Pentecost": 49,
    "Trinity Sunday": 56,
    "Corpus Christi": 60,
}

# The orthodox churches have no Ash Wednesday, and keep neither of the last two.
WESTERN_ONLY = ("Ash Wednesday", "Trinity Sunday", "Corpus Christi")


def feast(name, year, orthodox=False):
    """The date of a feast in a year. Raises KeyError for a feast that there is not."""
    if name not in OFFSETS or (orthodox and name in WESTERN_ONLY):
        raise KeyError(name)
    sunday = orthodox_easter(year) if orthodox else easter(year)
    return sunday + timedelta(days=OFFSETS[name])


def feasts(year, orthodox=False):
    """All feasts of a year, as a list of (date, name) in the order of the dates."""
    names = [name for name in OFFSETS if not (orthodox and name in WESTERN_ONLY)]
    return sorted((feast(name, year, orthodox), name) for name in names)


def common_easters(first, last):
    """The years from `first` to `last` inclusive in which both Easters are on the same day."""
    return [year for year in range(first, last + 1) if easter(year) == orthodox_easter(year)]
