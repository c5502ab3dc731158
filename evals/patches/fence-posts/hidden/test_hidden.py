import random
import unittest
from math import hypot, isclose

from line import between, closed, distance, length, stretches
from posts import corner_posts, posts


def walk(points, way):
    """The point so far along the line."""
    for (ax, ay), (bx, by) in zip(points, points[1:]):
        step = hypot(bx - ax, by - ay)
        if step > 0 and way <= step + 1e-12:
            return ax + (bx - ax) * way / step, ay + (by - ay) * way / step
        way -= step
    return points[-1]


def plain_posts(points, every):
    whole = sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in zip(points, points[1:]))
    count = 0
    while (count + 1) * every <= whole + 1e-9:
        count += 1
    return [walk(points, number * every) for number in range(count + 1)]


def lines(count, seed):
    """Lines of straight steps and of 3-4-5 ones, so that lengths are whole, with repeated points now and then."""
    chance = random.Random(seed)
    for _ in range(count):
        x, y = chance.randint(-5, 5), chance.randint(-5, 5)
        points = [(x, y)]
        for _ in range(chance.randint(0, 6)):
            kind = chance.randint(0, 3)
            size = chance.choice([1, 1, 2, 3, 7])
            dx, dy = [(size, 0), (0, -size), (3 * size, 4 * size), (0, 0)][kind]
            x, y = x + chance.choice([-1, 1]) * dx, y + dy
            points.append((x, y))
        yield points, chance


class Hidden(unittest.TestCase):
    def same(self, found, expected, message):
        found = list(found)
        self.assertEqual(len(found), len(expected), (message, found, expected))
        for place, wanted in zip(found, expected):
            self.assertIsInstance(place, tuple)
            for a, b in zip(place, wanted):
                self.assertTrue(isclose(a, b, rel_tol=1e-6, abs_tol=1e-6), (message, found, expected))

    def test_posts(self):
        for points, chance in lines(600, 4):
            every = chance.choice([1, 2, 3, 5, 0.5, 1.5, 2.25, 7, 40])
            self.same(posts(points, every), plain_posts(points, every), (points, every))

    def test_posts_anywhere(self):
        chance = random.Random(5)
        for _ in range(300):
            points = [(chance.uniform(-9, 9), chance.uniform(-9, 9)) for _ in range(chance.randint(1, 7))]
            every = chance.choice([chance.uniform(0.3, 2), chance.uniform(2, 30)])
            self.same(posts(points, every), plain_posts(points, every), (points, every))

    def test_the_end_counts_though_fractions_are_off(self):
        self.assertEqual(len(list(posts([(0, 0), (0.3, 0)], 0.1))), 4)
        self.assertEqual(len(list(posts([(0, 0), (0.7, 0), (0.7, 0.7)], 0.1))), 15)
        self.assertEqual(len(list(posts([(0, 0), (1, 0), (1, 1.2)], 0.2))), 12)

    def test_posts_at_corners_stand_once(self):
        self.same(posts([(0, 0), (4, 0), (4, 4)], 2), [(0, 0), (2, 0), (4, 0), (4, 2), (4, 4)], "")
        self.same(posts([(0, 0), (1, 0), (2, 0), (3, 0), (4, 0)], 2), [(0, 0), (2, 0), (4, 0)], "")

    def test_stretches_shorter_than_the_distance(self):
        stairs = [(n // 2 + n % 2, n // 2) for n in range(12)]
        self.same(posts(stairs, 5), plain_posts(stairs, 5), stairs)
        self.same(posts(stairs, 3), plain_posts(stairs, 3), stairs)

    def test_few_points(self):
        self.same(posts([], 2), [], "")
        self.same(posts([(1, 2)], 2), [(1, 2)], "")
        self.same(posts([(1, 2), (1, 2)], 2), [(1, 2)], "")
        self.same(posts(iter([(0, 0), (3, 0)]), 2), [(0, 0), (2, 0)], "")
        self.same(corner_posts([], 2), [], "")
        self.same(corner_posts([(1, 2), (1, 2)], 2), [(1, 2)], "")

    def test_corner_posts(self):
        for points, chance in lines(300, 6):
            widest = chance.choice([1, 2, 3, 5, 0.5, 1.5, 40])
            expected = [points[0]]
            for a, b in zip(points, points[1:]):
                step = hypot(b[0] - a[0], b[1] - a[1])
                if step:
                    gaps = 1
                    while step / gaps > widest + 1e-9:
                        gaps += 1
                    expected += [walk([a, b], step * n / gaps) for n in range(1, gaps + 1)]
            self.same(corner_posts(points, widest), expected, (points, widest))

    def test_refusals_come_before_the_first_post(self):
        for ask in (posts, corner_posts):
            for every in (0, -0.5):
                with self.assertRaises(ValueError):
                    ask([(0, 0), (1, 0)], every)

    def test_lines(self):
        for points, _ in lines(200, 7):
            steps = [hypot(b[0] - a[0], b[1] - a[1]) for a, b in zip(points, points[1:])]
            self.assertTrue(isclose(length(points), sum(steps), abs_tol=1e-9))
            self.assertEqual(len(stretches(points)), sum(step > 0 for step in steps))
            before = list(points)
            around = closed(points)
            self.assertEqual(points, before)
            self.assertEqual(around, points if points[-1] == points[0] else points + [points[0]])
        self.assertEqual(closed([]), [])
        self.assertEqual((distance((1, 2), (4, 6)), between((0, 2), (4, 6), 0.25)), (5, (1, 3)))
