"""Platforms for trains; see README.md for the rules."""

from typing import NamedTuple, Optional

LEAST_STOP = 3


class Platform(NamedTuple):
    number: int
    length: int


class Train(NamedTuple):
    """A line of the timetable. `booked` is the number of a platform, or None."""

    name: str
    arrival: int
    departure: int
    length: int
    booked: Optional[int] = None


class Stop(NamedTuple):
    """When a train really comes in and departs, and where."""

    train: Train
    platform: int
    entry: int
    departure: int

    @property
    def late(self):
        """The minutes by which the train departs late."""
        return self.departure - self.train.departure


def allocate(platforms, trains, gap=2):
    """The stops of all trains, in the order in which these choose. The lists that are given stay as they are."""
    free_from = {platform.number: 0 for platform in platforms}
    stops = []
    for train in sorted(trains, key=lambda train: train.arrival):
        if train.departure < train.arrival:
            raise ValueError("%s departs before it arrives" % train.name)
        platform, entry = choose(platforms, train, free_from)
        stop = Stop(train, platform, entry, max(entry, train.departure))
        free_from[platform] = stop.departure + gap
        stops.append(stop)
    return stops


def choose(platforms, train, free_from):
    """The number of the platform for a train, and the minute in which it comes in there."""
    choices = []
    for platform in platforms:
        if platform.length >= train.length:
            entry = max(train.arrival, free_from[platform.number])
            not_booked = platform.number != train.booked
            choices.append((entry, not_booked, platform.length, platform.number))
    if not choices:
        raise ValueError("%s is too long for every platform" % train.name)
    entry, _, _, number = min(choices)
    return number, entry
