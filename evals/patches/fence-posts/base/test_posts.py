import unittest

from line import closed, length
from posts import corner_posts, posts

CORNER = [(0, 0), (5, 0), (5, 5)]


class PostsTest(unittest.TestCase):
    def check(self, found, expected):
        found = list(found)
        self.assertEqual(len(found), len(expected), found)
        for place, wanted in zip(found, expected):
            self.assertAlmostEqual(place[0], wanted[0])
            self.assertAlmostEqual(place[1], wanted[1])

    def test_length(self):
        self.assertEqual(length([(0, 0), (3, 4), (3, 10)]), 11)
        self.assertEqual(length([(1, 1)]), 0)

    def test_closed(self):
        self.assertEqual(closed(CORNER), [(0, 0), (5, 0), (5, 5), (0, 0)])

    def test_posts_on_a_straight_line(self):
        self.check(posts([(0, 0), (10, 0)], 4), [(0, 0), (4, 0), (8, 0)])

    def test_the_end_counts(self):
        self.check(posts([(0, 0), (6, 8)], 5), [(0, 0), (3, 4), (6, 8)])

    def test_posts_go_on_around_a_corner(self):
        self.check(posts(CORNER, 2), [(0, 0), (2, 0), (4, 0), (5, 1), (5, 3), (5, 5)])

    def test_one_point(self):
        self.check(posts([(3, 4)], 2), [(3, 4)])

    def test_no_distance(self):
        for every in (0, -1):
            with self.assertRaises(ValueError):
                posts(CORNER, every)

    def test_posts_at_corners(self):
        self.check(corner_posts([(0, 0), (4, 0), (4, 3)], 2), [(0, 0), (2, 0), (4, 0), (4, 1.5), (4, 3)])

    def test_points_in_one_place(self):
        self.check(corner_posts([(0, 0), (0, 0), (2, 0)], 3), [(0, 0), (2, 0)])
