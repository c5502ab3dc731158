import unittest

from names import number, stem
from rotate import plan


class RotateTest(unittest.TestCase):
    def test_stems(self):
        self.assertEqual(stem("app.log.2"), "app")
        self.assertEqual(stem("blog.log"), "blog")

    def test_numbers(self):
        self.assertEqual([number("a.log"), number("a.log.12")], [0, 12])

    def test_the_oldest_goes(self):
        renames, deleted = plan(["app.log", "app.log.1", "app.log.3"])
        self.assertEqual(renames, [("app.log.1", "app.log.2"), ("app.log", "app.log.1")])
        self.assertEqual(deleted, ["app.log.3"])
