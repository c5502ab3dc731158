import unittest

from table import render, ruled, widths


class Hidden(unittest.TestCase):
    def test_widths(self):
        self.assertEqual(widths([]), [])
        self.assertEqual(widths([[]]), [])
        self.assertEqual(widths([["a"], ["bb", "ccc"], ["d", "e", "ffff"]]), [2, 3, 4])
        self.assertEqual(widths([["a", "b", "c"], ["bb"], []]), [2, 1, 1])
        self.assertEqual(widths([["a"], ["b", "cc"], ["dd", "e"]]), [2, 2])
        self.assertEqual(widths([[], ["x"], ["y", "zz", "w"], ["y", "z"]]), [1, 2, 1])

    def test_ragged(self):
        self.assertEqual(render([["a"], ["b", "c"], ["dd", "eee", "f"], ["g", "h", "i"]]), ["a", "b   c", "dd  eee  f", "g   h    i"])
        self.assertEqual(render([["a"], ["b", "1"], ["c", "22"]], right=(1,)), ["a", "b   1", "c  22"])

    def test_empty(self):
        self.assertEqual(render([]), [])
        self.assertEqual(ruled([]), [])
        self.assertEqual(render([[], ["a"]]), ["", "a"])

    def test_no_spaces_at_the_end(self):
        for line in render([["a", ""], ["bb", "c"], ["d", "eee"]]):
            self.assertEqual(line, line.rstrip())

    def test_ruled(self):
        self.assertEqual(ruled([["a"], ["b", "ccc"]]), ["a", "-  ---", "b  ccc"])
        self.assertEqual(ruled([["a", "b"]]), ["a  b", "-  -"])

    def test_right(self):
        self.assertEqual(render([["x", "1", "k"], ["yy", "100", "l"]], right=(0, 1)), [" x    1  k", "yy  100  l"])

    def test_rows_unchanged(self):
        rows = [["a"], ["b", "c"]]
        render(rows)
        ruled(rows)
        self.assertEqual(rows, [["a"], ["b", "c"]])
