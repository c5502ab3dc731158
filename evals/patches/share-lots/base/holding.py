"""Shares of one company that are bought in lots and sold first in, first out. Money is whole cents."""

from typing import NamedTuple


class Lot(NamedTuple):
    """Shares that were bought on one day and what all of them together cost."""

    day: str
    shares: int
    cost: int


class Gain(NamedTuple):
    """Shares of one lot that were sold on one day, and what they brought beyond their cost; below 0 for a loss."""

    bought: str
    sold: str
    shares: int
    cents: int


class Holding:
    """The lots that are still held, oldest first, and the gains of all sales.

    Days are texts such as "2026-11-28". Each purchase, sale and split must be on the day of the last one or later. What
    cannot be raises ValueError and changes nothing.
    """

    def __init__(self):
        self._lots = []
        self._gains = []
        self._today = ""

    @property
    def lots(self):
        """The lots that are held, oldest first. A lot that is sold in part has the shares and the cost that remain."""
        return list(self._lots)

    @property
    def shares(self):
        """How many shares are held."""
        return sum(lot.shares for lot in self._lots)

    @property
    def cost(self):
        """What the shares that are held have cost."""
        return sum(lot.cost for lot in self._lots)

    def buy(self, day, shares, price):
        """Buys at least one share at so many cents apiece: a lot of its own, even when there is another one of that day."""
        if shares < 1 or price < 0:
            raise ValueError("nothing to buy: %s shares at %s" % (shares, price))
        self._go_on(day)
        self._lots.append(Lot(day, shares, shares * price))

    def sell(self, day, shares, price):
        """Sells at so many cents apiece, and returns a Gain for each lot that shares come from, oldest first.

        Shares of a part of a lot cost their part of what it cost, rounded down; the rest stays with the lot. Refuses less
        than one share and more than are held.
        """
        if shares < 1 or shares > self.shares or price < 0:
            raise ValueError("nothing to sell: %s of %s shares at %s" % (shares, self.shares, price))
        self._go_on(day)
        gains = []
        left = shares
        for at, lot in enumerate(self._lots):
            if left == 0:
                break
            taken = min(left, lot.shares)
            cost = lot.cost * taken // lot.shares
            gains.append(Gain(lot.day, day, taken, taken * price - cost))
            left -= taken
            if taken == lot.shares:
                del self._lots[at]
            else:
                self._lots[at] = Lot(lot.day, lot.shares - taken, lot.cost - cost)
        self._gains += gains
        return gains

    def split(self, day, times):
        """Each share becomes so many, two at least; what the lots have cost stays the same."""
        if times < 2:
            raise ValueError("not a split: %s" % times)
        self._go_on(day)
        self._lots = [lot._replace(shares=lot.shares * times) for lot in self._lots]

    def gain(self, year):
        """All gains less all losses of the sales of a year such as "2026"."""
        return sum(gain.cents for gain in self._gains if gain.sold.startswith(year + "-"))

    def _go_on(self, day):
        if day < self._today:
            raise ValueError("%s is before %s" % (day, self._today))
        self._today = day
