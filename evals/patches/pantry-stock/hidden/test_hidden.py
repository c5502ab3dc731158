import random
import unittest
from datetime import date, timedelta

from pantry import Pantry, Shortage

FIRST = date(2025, 12, 20)


class Units:
    """The pantry told one by one: a list of (item, day) for each single thing."""

    def __init__(self):
        self.units, self.reserved = [], []

    def good(self, item, today):
        return sorted(day for name, day in self.units if name == item and not day < today)

    def call(self, name, *given):
        return getattr(self, name)(*given)

    def receive(self, item, amount, day):
        if amount <= 0:
            return "bad"
        self.units += [(item, day)] * amount

    def available(self, item, today):
        return max(len(self.good(item, today)) - self.reserved.count(item), 0)

    def reserve(self, item, amount, today):
        if amount <= 0:
            return "bad"
        if amount > self.available(item, today):
            return amount - self.available(item, today)
        self.reserved += [item] * amount

    def release(self, item, amount):
        if amount <= 0:
            return "bad"
        if amount > self.reserved.count(item):
            return amount - self.reserved.count(item)
        for _ in range(amount):
            self.reserved.remove(item)

    def _out(self, item, amount, today):
        taken = []
        for day in self.good(item, today)[:amount]:
            self.units.remove((item, day))
            taken.append(day)
        return [(taken.count(day), day) for day in sorted(set(taken))]

    def take(self, item, amount, today):
        if amount <= 0:
            return "bad"
        there = self.available(item, today)
        return amount - there if amount > there else self._out(item, amount, today)

    def take_reserved(self, item, amount, today):
        if amount <= 0:
            return "bad"
        there = min(len(self.good(item, today)), self.reserved.count(item))
        if amount > there:
            return amount - there
        self.release(item, amount)
        return self._out(item, amount, today)

    def discard(self, today):
        old = sorted((day, item) for item, day in self.units if day < today)
        self.units = [(item, day) for item, day in self.units if day >= today]
        return [(item, old.count((day, item)), day) for day, item in sorted(set(old))]

    def on_hand(self, item):
        days = [day for name, day in self.units if name == item]
        return [(days.count(day), day) for day in sorted(set(days))]


def ask(pantry, name, *given):
    try:
        return getattr(pantry, name)(*given)
    except Shortage as caught:
        assert caught.item == given[0]
        return caught.missing
    except ValueError:
        return "bad"


class Hidden(unittest.TestCase):
    def histories(self, seeds, kinds, spread):
        for seed in seeds:
            chance = random.Random(seed)
            pantry, plain, today = Pantry(), Units(), FIRST
            for step in range(40):
                item = chance.choice(["milk", "eggs"])
                amount = chance.choice([1, 1, 2, 3, 5, 8, 0, -1][: chance.choice([6, 8])])
                name = chance.choice(kinds)
                given = {
                    "receive": (item, amount, today + timedelta(days=chance.randint(-2, spread))),
                    "release": (item, amount),
                    "discard": (today,),
                }.get(name, (item, amount, today))
                self.assertEqual(ask(pantry, name, *given), plain.call(name, *given), (seed, step, name, given))
                for each in ("milk", "eggs", "rice"):
                    self.assertEqual(pantry.on_hand(each), plain.on_hand(each), (seed, step, name, given))
                    for later in (-1, 0, 1, 4):
                        on = today + timedelta(days=later)
                        self.assertEqual(pantry.available(each, on), plain.available(each, on), (seed, step, name, given))
                today += timedelta(days=chance.choice([0, 0, 0, 1, 2]))

    def test_taking(self):
        self.histories(range(80), ["receive", "receive", "take", "take"], 6)

    def test_reserving(self):
        self.histories(range(80), ["receive", "receive", "receive", "take", "reserve", "release", "take_reserved"], 6)

    def test_expiring(self):
        self.histories(range(80), ["receive", "receive", "receive", "take", "reserve", "take_reserved", "discard"], 3)

    def test_no_batch_of_nothing(self):
        pantry = Pantry()
        pantry.receive("milk", 2, FIRST)
        pantry.receive("milk", 2, FIRST - timedelta(days=1))
        self.assertEqual(pantry.take("milk", 2, FIRST), [(2, FIRST)])
        self.assertEqual(pantry.on_hand("milk"), [(2, FIRST - timedelta(days=1))])

    def test_a_shortage_changes_nothing(self):
        pantry = Pantry()
        pantry.receive("milk", 2, FIRST)
        pantry.receive("milk", 2, FIRST + timedelta(days=3))
        pantry.reserve("milk", 3, FIRST)
        for name, amount in (("take", 2), ("reserve", 2), ("take_reserved", 4)):
            self.assertIsInstance(ask(pantry, name, "milk", amount, FIRST), int)
            self.assertEqual(pantry.available("milk", FIRST), 1)
            self.assertEqual(len(pantry.on_hand("milk")), 2)
