import unittest

from table import render, ruled


class TableTest(unittest.TestCase):
    def test_columns(self):
        self.assertEqual(render([["a", "b"], ["long", "c"]]), ["a     b", "long  c"])

    def test_right(self):
        self.assertEqual(render([["n", "1"], ["m", "10"]], right=(1,)), ["n   1", "m  10"])

    def test_longer_rows_later(self):
        self.assertEqual(render([["a"], ["b", "c"]]), ["a", "b  c"])

    def test_ruled(self):
        self.assertEqual(ruled([["ab"], ["c"]]), ["ab", "--", "c"])
