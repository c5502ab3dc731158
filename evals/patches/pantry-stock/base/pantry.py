"""Stock of perishable goods, kept in batches with a best-before day."""

from dataclasses import dataclass
from datetime import date


class Shortage(Exception):
    """There is not enough of something; `missing` says how much more would be needed."""

    def __init__(self, item, missing):
        super().__init__("%d of %s missing" % (missing, item))
        self.item = item
        self.missing = missing


@dataclass
class Batch:
    item: str
    amount: int
    best_before: date


class Pantry:
    """Batches of items. What expires first is used first.

    A batch may still be used on its best-before day and is expired from the next day on. Expired batches stay in the
    pantry until `discard` takes them out, but they are never used and do not count as available.
    """

    def __init__(self):
        self._batches = []
        self._reserved = {}

    def receive(self, item, amount, best_before):
        """Put a batch away. If there is a batch of the item with the same day, the two become one."""
        _positive(amount)
        for batch in self._batches:
            if (batch.item, batch.best_before) == (item, best_before):
                batch.amount += amount
                return
        self._batches.append(Batch(item, amount, best_before))

    def on_hand(self, item):
        """All there is of an item, expired or not: (amount, best-before day) of each batch, the first to expire first."""
        return [(batch.amount, batch.best_before) for batch in self._of(item)]

    def available(self, item, today):
        """How much can be taken or reserved today: what is not expired less what is reserved, but never below 0."""
        usable = sum(batch.amount for batch in self._of(item) if batch.best_before >= today)
        return max(0, usable - self._reserved.get(item, 0))

    def reserve(self, item, amount, today):
        """Set an amount aside that only `take_reserved` will use. Raises Shortage if not so much is available."""
        _positive(amount)
        self._need(item, amount, self.available(item, today))
        self._reserved[item] = self._reserved.get(item, 0) + amount

    def release(self, item, amount):
        """Give up so much of what is reserved. Raises Shortage if less is reserved."""
        _positive(amount)
        self._need(item, amount, self._reserved.get(item, 0))
        self._reserved[item] -= amount

    def take(self, item, amount, today):
        """Use up an available amount and return the (amount, best-before day) of each batch that some was taken from.

        Raises Shortage if not so much is available; the pantry is unchanged then.
        """
        _positive(amount)
        self._need(item, amount, self.available(item, today))
        return self._use(item, amount, today)

    def take_reserved(self, item, amount, today):
        """Like `take`, but uses what is reserved. Raises Shortage too if part of the reservation has expired meanwhile."""
        _positive(amount)
        usable = sum(batch.amount for batch in self._of(item) if batch.best_before >= today)
        self._need(item, amount, min(usable, self._reserved.get(item, 0)))
        self._reserved[item] -= amount
        return self._use(item, amount, today)

    def discard(self, today):
        """Take all expired batches out and return them as (item, amount, best-before day), sorted by day, then by item."""
        expired = [batch for batch in self._batches if batch.best_before < today]
        self._batches = [batch for batch in self._batches if batch.best_before >= today]
        expired.sort(key=lambda batch: (batch.best_before, batch.item))
        return [(batch.item, batch.amount, batch.best_before) for batch in expired]

    def _of(self, item):
        own = [batch for batch in self._batches if batch.item == item]
        return sorted(own, key=lambda batch: batch.best_before)

    def _use(self, item, amount, today):
        taken = []
        for batch in self._of(item):
            if amount == 0:
                break
            part = min(amount, batch.amount)
            batch.amount -= part
            amount -= part
            taken.append((part, batch.best_before))
        self._batches = [batch for batch in self._batches if batch.amount > 0]
        return taken

    def _need(self, item, amount, there):
        if amount > there:
            raise Shortage(item, amount - there)


def _positive(amount):
    if amount < 1:
        raise ValueError("an amount must be at least 1, not %s" % amount)
