import math
import unittest

from polygon import area, contains, perimeter

SHAPES = [
    ([(0, 0), (3, 0), (0, 4)], 6, 12),
    ([(-2, -2), (2, -2), (2, 2), (-2, 2)], 16, 16),
    ([(10, 10), (14, 10), (14, 12), (12, 12), (12, 15), (10, 15)], 14, 18),
    ([(-5, 1), (-1, 1), (-1, 3), (-5, 3)], 8, 12),
]


class Hidden(unittest.TestCase):
    def test_area_and_perimeter(self):
        for corners, size, around in SHAPES:
            for turn in range(len(corners)):
                turned = corners[turn:] + corners[:turn]
                for given in (turned, turned[::-1]):
                    self.assertAlmostEqual(area(given), size)
                    self.assertAlmostEqual(perimeter(given), around)

    def test_moved(self):
        for dx, dy in ((100, 0), (-100, 7), (0, -50), (3, 3)):
            for corners, size, around in SHAPES:
                moved = [(x + dx, y + dy) for x, y in corners]
                self.assertAlmostEqual(area(moved), size)
                self.assertAlmostEqual(area(moved[::-1]), size)
                self.assertAlmostEqual(perimeter(moved), around)

    def test_contains(self):
        bent = SHAPES[2][0]
        for point, inside in (((11, 14), True), ((13, 14), False), ((13, 11), True), ((9, 11), False), ((11, 9), False), ((11, 16), False), ((15, 11), False)):
            self.assertEqual(contains(bent, point), inside, point)
            self.assertEqual(contains(bent[::-1], point), inside, point)

    def test_float(self):
        circle = [(math.cos(i / 500 * math.tau), math.sin(i / 500 * math.tau)) for i in range(500)]
        self.assertAlmostEqual(area(circle), math.pi, places=3)
        self.assertAlmostEqual(area(circle[::-1]), math.pi, places=3)
        self.assertAlmostEqual(perimeter(circle), math.tau, places=3)

    def test_refusals(self):
        for call in (area, perimeter):
            with self.assertRaises(ValueError):
                call([(0, 0), (1, 1)])
        with self.assertRaises(ValueError):
            contains([], (0, 0))

    def test_unchanged(self):
        corners = [(0, 0), (3, 0), (0, 4)]
        area(corners)
        self.assertEqual(corners, [(0, 0), (3, 0), (0, 4)])
