import random
import unittest

from board import clock, departures, standing, worst
from station import Platform, Train, allocate


def days(count):
    for seed in range(count):
        chance = random.Random(seed)
        numbers = chance.sample(range(1, 9), chance.randint(1, 4))
        platforms = [Platform(number, chance.choice([4, 6, 8])) for number in numbers]
        longest = max(platform.length for platform in platforms)
        trains = []
        for number in range(chance.randint(0, 14)):
            arrival = chance.choice([0, 300, 1420]) + chance.randint(0, 25)
            departure = arrival + chance.choice([0, 1, 2, 3, 4, 5, 8, 15])
            booked = chance.choice([None, None, *numbers, 99])
            trains.append(Train("T%d" % chance.randint(1, 99), arrival, departure, chance.randint(1, longest), booked))
        yield chance, platforms, trains, chance.choice([0, 1, 2, 2, 5])


def plain(platforms, trains, gap):
    """Minute by minute: each train in its turn tries every minute from its arrival on."""
    stops, last = [], {}
    waiting = list(trains)
    while waiting:
        earliest = min(train.arrival for train in waiting)
        train = next(train for train in waiting if train.arrival == earliest)
        waiting.remove(train)
        minute, found = train.arrival, []
        while not found:
            for platform in platforms:
                ready = platform.number not in last or last[platform.number] + gap <= minute
                if ready and platform.length >= train.length:
                    found.append(platform)
            minute += 1
        entry = minute - 1
        booked = [platform for platform in found if platform.number == train.booked]
        shortest = min(platform.length for platform in found)
        of_these = sorted(platform.number for platform in found if platform.length == shortest)
        number = booked[0].number if booked else of_these[0]
        departure = entry
        while departure < train.departure or (
            departure - entry < 3 and departure - entry < train.departure - train.arrival
        ):
            departure += 1
        last[number] = departure
        stops.append((train, number, entry, departure))
    return stops


class Hidden(unittest.TestCase):
    def test_stops(self):
        for _, platforms, trains, gap in days(1200):
            self.assertEqual(allocate(platforms, trains, gap), plain(platforms, trains, gap), (platforms, trains, gap))

    def test_nothing_given_is_changed(self):
        for _, platforms, trains, gap in days(100):
            before = list(platforms), list(trains)
            first = allocate(platforms, trains, gap)
            self.assertEqual((platforms, trains), before)
            self.assertEqual(allocate(platforms, trains, gap), first)
            self.assertEqual(allocate(tuple(platforms), tuple(trains), gap), first)

    def test_two_minutes_without_a_word(self):
        for _, platforms, trains, _ in days(200):
            self.assertEqual(allocate(platforms, trains), plain(platforms, trains, 2))

    def test_errors(self):
        for chance, platforms, trains, gap in days(100):
            longest = max(platform.length for platform in platforms)
            place = chance.randint(0, len(trains))
            for train in (Train("X", 310, 309, 1), Train("X", 310, 330, longest + 1), Train("X", 1440, 10, 1)):
                with self.assertRaisesRegex(ValueError, "X "):
                    allocate(platforms, [*trains[:place], train, *trains[place:]], gap)
        with self.assertRaises(ValueError):
            allocate([], [Train("X", 1, 2, 1)])
        self.assertEqual(allocate([], []), [])

    def test_late(self):
        for _, platforms, trains, gap in days(200):
            for stop in allocate(platforms, trains, gap):
                self.assertEqual(stop.late, stop.departure - stop.train.departure)
                self.assertGreaterEqual(stop.late, 0)

    def test_departures(self):
        for chance, platforms, trains, gap in days(200):
            stops = allocate(platforms, trains, gap)
            now = chance.choice([0, 305, 315, 1430, 1440, 9000])
            board = {}
            for place, (train, number, _, departure) in enumerate(plain(platforms, trains, gap)):
                late = departure - train.departure
                text = " (%d minutes late)" % late if late > 0 else ""
                planned = "%02d:%02d" % (train.departure // 60 % 24, train.departure % 60)
                board[departure, number, place] = "%s  %d  %s%s" % (planned, number, train.name, text)
            expected = [board[key] for key in sorted(board) if key[0] >= now]
            self.assertEqual(departures(stops, now), expected)

    def test_standing(self):
        for _, platforms, trains, gap in days(100):
            stops = allocate(platforms, trains, gap)
            for minute in (0, 300, 304, 308, 312, 320, 330, 1440):
                expected = {}
                for train, number, entry, departure in plain(platforms, trains, gap):
                    if minute in range(entry, departure):
                        expected[number] = train.name
                self.assertEqual(standing(stops, minute), expected)

    def test_worst(self):
        for chance, platforms, trains, gap in days(200):
            stops = allocate(platforms, trains, gap)
            count = chance.randint(0, 5)
            expected = []
            for late in range(400, 0, -1):
                expected += [(stop.train.name, late) for stop in stops if stop.late == late]
            self.assertEqual(worst(stops, count), expected[:count])
            self.assertEqual(worst(stops), expected[:3])

    def test_clock(self):
        for minute in range(0, 3000, 7):
            self.assertEqual(clock(minute), "%02d:%02d" % (minute // 60 % 24, minute % 60))
