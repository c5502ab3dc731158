import unittest

from station import Platform, Train, allocate

TWO = [Platform(1, 8), Platform(2, 12)]
ONE = [Platform(1, 8)]


def short(stops):
    return [(stop.train.name, stop.platform, stop.entry, stop.departure) for stop in stops]


class StationTest(unittest.TestCase):
    def test_the_shortest_platform(self):
        stops = allocate([Platform(1, 12), Platform(2, 8), Platform(3, 8)], [Train("A", 60, 65, 6)])
        self.assertEqual(short(stops), [("A", 2, 60, 65)])

    def test_the_booked_platform(self):
        self.assertEqual(short(allocate(TWO, [Train("A", 60, 65, 6, 2)])), [("A", 2, 60, 65)])

    def test_a_long_train_needs_a_long_platform(self):
        self.assertEqual(short(allocate(TWO, [Train("A", 60, 65, 10, 1)])), [("A", 2, 60, 65)])
        with self.assertRaisesRegex(ValueError, "B is too long"):
            allocate(TWO, [Train("B", 60, 65, 14)])

    def test_in_order_of_arrival(self):
        stops = allocate(TWO, [Train("B", 62, 70, 6), Train("A", 60, 65, 6)])
        self.assertEqual(short(stops), [("A", 1, 60, 65), ("B", 2, 62, 70)])

    def test_the_platform_that_is_free_first(self):
        trains = [Train("A", 60, 80, 6), Train("B", 60, 70, 6), Train("C", 65, 90, 6, 1)]
        self.assertEqual(short(allocate(TWO, trains))[2], ("C", 2, 72, 90))

    def test_gap(self):
        trains = [Train("A", 60, 65, 6), Train("B", 66, 80, 6)]
        self.assertEqual(short(allocate(ONE, trains))[1], ("B", 1, 67, 80))
        self.assertEqual(short(allocate(ONE, trains, gap=5))[1], ("B", 1, 70, 80))

    def test_a_late_train_stands_for_three_minutes(self):
        trains = [Train("A", 60, 70, 6), Train("B", 64, 72, 6)]
        self.assertEqual(short(allocate(ONE, trains))[1], ("B", 1, 72, 75))

    def test_late_trains_make_others_late(self):
        trains = [Train("A", 60, 70, 6), Train("B", 62, 68, 6), Train("C", 70, 76, 6)]
        self.assertEqual(short(allocate(ONE, trains))[1:], [("B", 1, 72, 75), ("C", 1, 77, 80)])

    def test_departs_before_it_arrives(self):
        with self.assertRaises(ValueError):
            allocate(ONE, [Train("A", 60, 59, 6)])
