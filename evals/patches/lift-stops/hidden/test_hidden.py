import itertools
import random
import unittest

from lift import Lift, stops


class Plain:
    """The rules of a lift, as plainly as they go."""

    def __init__(self, lowest, highest, at):
        self.floors = range(lowest, highest + 1)
        self.at, self.way, self.calls = at, 0, []

    def call(self, floor):
        if floor not in self.calls:
            self.calls.append(floor)

    def cancel(self, floor):
        self.calls = [call for call in self.calls if call != floor]
        self.way = self.way if self.calls else 0

    def step(self):
        if self.at in self.calls:
            self.cancel(self.at)
            return "open"
        if not self.calls:
            return "rest"
        if self.way == 0:
            for far in itertools.count(1):
                if self.at - far in self.calls:
                    self.way = -1
                elif self.at + far in self.calls:
                    self.way = 1
                if self.way:
                    break
        elif not any((call - self.at) * self.way > 0 for call in self.calls):
            self.way = -self.way
        self.at += self.way
        return {1: "up", -1: "down"}[self.way]


NAMES = {0: None, 1: "up", -1: "down"}


def walks(count, steps):
    chance = random.Random(5)
    for _ in range(count):
        lowest = chance.randint(-3, 2)
        highest = lowest + chance.choice([0, 1, 4, 12])
        at = chance.randint(lowest, highest)
        lift, plain = Lift(lowest, highest, at), Plain(lowest, highest, at)
        often = chance.choice([0.05, 0.2, 0.5])
        for _ in range(steps):
            if chance.random() < often:
                floor = chance.randint(lowest, highest)
                lift.call(floor)
                plain.call(floor)
            if chance.random() < 0.06:
                floor = chance.randint(lowest, highest)
                lift.cancel(floor)
                plain.cancel(floor)
            yield lift, plain


class Hidden(unittest.TestCase):
    def test_walks(self):
        for lift, plain in walks(150, 60):
            self.assertEqual(lift.step(), plain.step())
            self.assertEqual((lift.floor, lift.direction), (plain.at, NAMES[plain.way]))

    def test_calls(self):
        for lift, plain in walks(40, 40):
            lift.step()
            plain.step()
            self.assertEqual(lift.calls, sorted(plain.calls))

    def test_stays_in_the_house(self):
        for lift, plain in walks(40, 60):
            lift.step()
            self.assertTrue(lift.lowest <= lift.floor <= lift.highest)
            self.assertIn(lift.floor, plain.floors)

    def test_everybody_is_served(self):
        chance = random.Random(6)
        for _ in range(100):
            lift = Lift(0, 12, chance.randint(0, 12))
            floors = [chance.randint(0, 12) for _ in range(chance.randint(0, 8))]
            for floor in floors:
                lift.call(floor)
            served = list(itertools.islice(stops(lift), 20))
            self.assertEqual(sorted(served), sorted(set(floors)))

    def test_calls_while_stops_are_asked_for(self):
        lift = Lift(0, 9, 5)
        lift.call(3)
        seen = []
        for floor in itertools.islice(stops(lift), 20):
            seen.append(floor)
            if floor == 3:
                lift.call(8)
                lift.call(1)
            if floor == 1:
                lift.call(0)
        self.assertEqual(seen, [3, 1, 0, 8])

    def test_from_rest_the_lower_of_two(self):
        lift = Lift(0, 9, 5)
        lift.call(7)
        lift.call(3)
        self.assertEqual(lift.step(), "down")

    def test_refusals(self):
        lift = Lift(-1, 4)
        self.assertEqual((lift.floor, lift.calls, lift.direction), (-1, [], None))
        for floor in (-2, 5, 100):
            with self.assertRaises(ValueError):
                lift.call(floor)
            with self.assertRaises(ValueError):
                Lift(-1, 4, floor)
        lift.cancel(77)
        self.assertEqual((lift.calls, lift.step()), ([], "rest"))
