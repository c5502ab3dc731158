import random
import unittest

from triage import LIMITS, UnknownPatient, WaitingRoom

NAMES = ["Ada", "Ben", "Cleo", "Dora", "Eli", "Fay", "Gus", "Hal", "Ida", "Jan"]


class Bench:
    """Patients in the order of their registration, who are looked through each time."""

    def __init__(self):
        self.seats = []

    def order(self):
        by_arrival = sorted(self.seats, key=lambda seat: seat[2])
        return [seat[0] for level in range(1, 6) for seat in by_arrival if seat[1] == level]

    def find(self, name):
        return next((seat for seat in self.seats if seat[0] == name), None)

    def arrive(self, name, level, now):
        if level not in range(1, 6) or self.find(name):
            return ValueError
        self.seats.append([name, level, now])

    def reassess(self, name, level):
        if level not in range(1, 6):
            return ValueError
        seat = self.find(name)
        if seat is None:
            return UnknownPatient
        old, seat[1] = seat[1], level
        return old

    def leave(self, name, now):
        seat = self.find(name)
        if seat is None:
            return UnknownPatient
        self.seats.remove(seat)
        return now - seat[2]

    def call(self, now):
        if self.seats:
            name = self.order()[0]
            return (name, self.leave(name, now))

    def overdue(self, now):
        late = []
        for name in self.order():
            _, level, arrived = self.find(name)
            if now - arrived > LIMITS[level]:
                late.append((name, now - arrived - LIMITS[level]))
        return sorted(late, key=lambda each: each[1], reverse=True)


def ask(room, name, *given):
    try:
        return getattr(room, name)(*given)
    except (ValueError, UnknownPatient) as caught:
        return type(caught)


class Hidden(unittest.TestCase):
    def history(self, seed, kinds, levels=(1, 2, 3, 4, 5), names=NAMES, look=1.0, steps=70):
        chance = random.Random(seed)
        room, plain, now = WaitingRoom(), Bench(), 480
        for step in range(steps):
            now += chance.choice([0, 0, 1, 4, 15])
            kind, name = chance.choice(kinds), chance.choice(names)
            level = chance.choice(levels)
            given = {"arrive": (name, level, now), "reassess": (name, level), "leave": (name, now), "call": (now,)}[kind]
            told = (seed, step, kind, given)
            self.assertEqual(ask(room, kind, *given), getattr(plain, kind)(*given), told)
            if chance.random() < look:
                order = plain.order()
                self.assertEqual(room.order(), order, told)
                self.assertEqual(len(room), len(order), told)
                self.assertEqual([each for each in NAMES if each in room], sorted(order), told)
                self.assertEqual([room.ahead_of(each) for each in order], list(range(len(order))), told)
                self.assertEqual(room.overdue(now + 20), plain.overdue(now + 20), told)
        while plain.seats:
            self.assertEqual(room.call(now), plain.call(now), seed)
        for _ in range(2):
            self.assertIsNone(room.call(now), seed)
        self.assertEqual((len(room), room.order(), room.overdue(now)), (0, [], []))

    def test_calling(self):
        for seed in range(80):
            self.history(seed, ["arrive", "arrive", "call"])

    def test_reassessing(self):
        for seed in range(120):
            self.history(seed, ["arrive", "arrive", "reassess", "reassess", "call"], look=0.3)

    def test_leaving(self):
        for seed in range(120):
            self.history(seed, ["arrive", "arrive", "reassess", "reassess", "leave", "call"], look=0.3)

    def test_few_who_come_again(self):
        for seed in range(120):
            kinds = ["arrive", "arrive", "reassess", "reassess", "leave", "call"]
            self.history(seed, kinds, levels=(2, 3), names=NAMES[:3], look=0.3)

    def test_wrong_levels(self):
        for seed in range(60):
            self.history(seed, ["arrive", "arrive", "reassess", "call"], levels=(0, 1, 2, 5, 6, -1))

    def test_a_long_night(self):
        names = NAMES + ["Kim%d" % each for each in range(60)]
        kinds = ["arrive", "arrive", "arrive", "reassess", "reassess", "leave", "call"]
        for seed in range(15):
            self.history(seed, kinds, names=names, look=0, steps=400)

    def test_of_one_minute_who_was_registered_first(self):
        room = WaitingRoom()
        for name in ("Zoe", "Max", "Ada", "Lea"):
            room.arrive(name, 4, 600)
        room.reassess("Ada", 2)
        room.reassess("Zoe", 1)
        room.reassess("Ada", 4)
        room.reassess("Zoe", 4)
        self.assertEqual(room.order(), ["Zoe", "Max", "Ada", "Lea"])
        self.assertEqual([room.call(600)[0] for _ in range(4)], ["Zoe", "Max", "Ada", "Lea"])

    def test_an_unknown_patient(self):
        room = WaitingRoom()
        room.arrive("Ada", 3, 600)
        for call in (lambda: room.ahead_of("Ben"), lambda: room.leave("Ben", 601), lambda: room.reassess("Ben", 1)):
            with self.assertRaises(UnknownPatient):
                call()
        self.assertEqual(room.order(), ["Ada"])
