import unittest

from settings import BadLine, parse, truth


class Hidden(unittest.TestCase):
    def test_sections_go_on(self):
        self.assertEqual(parse("[a]\nx=1\n[a]\nx=2\n[a]\ny=3")["a"], {"x": "2", "y": "3"})
        self.assertEqual(parse("[b]\nx=1\n[a]\nx=2\n[b]\ny=3\n[a]\ny=4"), {"": {}, "b": {"x": "1", "y": "3"}, "a": {"x": "2", "y": "4"}})
        self.assertEqual(parse("x=1\n[]\ny=2"), {"": {"x": "1", "y": "2"}})
        self.assertEqual(parse("[a]\n[a]"), {"": {}, "a": {}})
        self.assertEqual(parse("[ a ]\nx=1\n[a]\ny=1")["a"], {"x": "1", "y": "1"})

    def test_nothing_leaks(self):
        self.assertEqual(parse("[a]\nx=1\n[b]\ny=2"), {"": {}, "a": {"x": "1"}, "b": {"y": "2"}})
        self.assertEqual(parse("[a]\nx=1"), {"": {}, "a": {"x": "1"}})
        self.assertEqual(parse(""), {"": {}})

    def test_values(self):
        self.assertEqual(parse('A = b = c\nq = " x "\ne =\nh = a # b\nn="')[""], {"a": "b = c", "q": " x ", "e": "", "h": "a # b", "n": '"'})

    def test_comments(self):
        self.assertEqual(parse(" ; x\n\n  # y\nz=1"), {"": {"z": "1"}})

    def test_bad_lines(self):
        for text, number in (("x=1\nwhat", 2), ("= 1", 1), ("[a\n", 1), ("\n\n[a]\nb]", 4)):
            with self.assertRaisesRegex(BadLine, "line %d:" % number):
                parse(text)

    def test_truth(self):
        for value in ("yes", "TRUE", "On", "1"):
            self.assertIs(truth(value), True)
        for value in ("no", "False", "OFF", "0"):
            self.assertIs(truth(value), False)
        for value in ("", "2", "y"):
            with self.assertRaises(ValueError):
                truth(value)
