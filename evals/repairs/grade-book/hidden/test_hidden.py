import unittest

from grades import average, report


class HiddenTest(unittest.TestCase):
    def test_zero_is_a_grade(self):
        self.assertEqual(average([0]), 0)
        self.assertEqual(report({"a": [0, 0]}), ["a: 0.0"])

    def test_an_empty_book(self):
        self.assertEqual(report({}), [])
        self.assertEqual(report({"a": [], "b": [1, 2]}), ["a: -", "b: 1.5"])
