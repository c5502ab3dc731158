import unittest

from polygon import area, contains, perimeter

SQUARE = [(0, 0), (4, 0), (4, 4), (0, 4)]


class PolygonTest(unittest.TestCase):
    def test_area(self):
        self.assertEqual(area(SQUARE), 16)

    def test_area_of_the_other_direction(self):
        self.assertEqual(area(SQUARE[::-1]), 16)

    def test_perimeter(self):
        self.assertEqual(perimeter(SQUARE), 16)

    def test_contains(self):
        self.assertTrue(contains(SQUARE, (1, 2)))
        self.assertFalse(contains(SQUARE, (5, 2)))
