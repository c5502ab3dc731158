import unittest

from board import clock, departures, standing, worst
from station import Stop, Train

STOPS = [
    Stop(Train("A", 60, 65, 6), 1, 60, 65),
    Stop(Train("B", 64, 66, 6), 1, 67, 69),
    Stop(Train("C", 64, 69, 6), 2, 64, 69),
]


class BoardTest(unittest.TestCase):
    def test_clock(self):
        self.assertEqual([clock(0), clock(545), clock(1450)], ["00:00", "09:05", "00:10"])

    def test_departures(self):
        self.assertEqual(departures(STOPS, 66), ["01:06  1  B (3 minutes late)", "01:09  2  C"])

    def test_standing(self):
        self.assertEqual(standing(STOPS, 64), {1: "A", 2: "C"})
        self.assertEqual(standing(STOPS, 66), {2: "C"})

    def test_worst(self):
        self.assertEqual(worst(STOPS), [("B", 3)])
