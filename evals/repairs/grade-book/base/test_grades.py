import unittest

from grades import average, report


class GradesTest(unittest.TestCase):
    def test_average(self):
        self.assertEqual(average([1, 2, 2]), 1.7)

    def test_no_grades(self):
        self.assertIsNone(average([]))

    def test_report(self):
        self.assertEqual(report({"bo": [2], "al": []}), ["al: -", "bo: 2.0"])
