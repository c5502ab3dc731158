"""Rates calls and adds them up to a bill.

A call is paid by the minute, counted from its own start, and a minute that has begun is paid as a whole. Each minute costs
what the tariff says for the moment at which it begins: a call that goes on past 18:00, into the night or into the weekend
becomes cheaper on the way, and one that goes on past 8:00 dearer.

The included minutes of a contract are spent on the calls in the order of their starts, and on each call from its first
minute on. A call all of whose minutes are free costs nothing, not even the fee, and a call of no seconds neither.
"""

from dataclasses import dataclass

from tariff import Call, zone_of


@dataclass(frozen=True)
class Item:
    call: Call
    zone: str
    minutes: int
    free: int
    amount: int


@dataclass(frozen=True)
class Bill:
    """The items by their start, those with the same start in the order that they came in; the total is in whole cents."""

    items: tuple
    total: int
    minutes_left: int

    def by_zone(self):
        """(zone, minutes, amount) for each zone that was called, the highest amount first, and equal ones by name."""
        sums = {}
        for item in self.items:
            minutes, amount = sums.get(item.zone, (0, 0))
            sums[item.zone] = (minutes + item.minutes, amount + item.amount)
        return sorted(((zone, *both) for zone, both in sums.items()), key=lambda row: (-row[2], row[0]))


def begun_minutes(seconds):
    """How many minutes have begun after so many seconds."""
    if seconds < 0:
        raise ValueError("a call cannot last %d seconds" % seconds)
    return -(-seconds // 60)


def cost_of(call, zone, free=0):
    """What a call costs, in hundredths of a cent, if that many of its minutes are free."""
    paid = begun_minutes(call.seconds) - free
    if paid <= 0:
        return 0
    amount = zone.fee + paid * zone.rate_at(call.start)
    return amount if zone.cap is None else min(amount, zone.cap)


def bill_for(calls, zones, included=0):
    """The bill for calls in any order, with so many included minutes. Only its total is rounded, half a cent up."""
    items = []
    for call in sorted(calls, key=lambda call: call.start):
        zone = zone_of(call.number, zones)
        minutes = begun_minutes(call.seconds)
        free = min(minutes, included) if zone.included else 0
        included -= free
        items.append(Item(call, zone.name, minutes, free, cost_of(call, zone, free)))
    return Bill(tuple(items), (sum(item.amount for item in items) + 50) // 100, included)
