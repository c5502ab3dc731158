import re
import unittest

from slug import slugify, unique


class Hidden(unittest.TestCase):
    def test_signs(self):
        for title, slug in (
            ("a  b", "a-b"), ("a - b", "a-b"), ("a --- b", "a-b"), ("What?! No...", "what-no"), ("a_b", "a-b"), ("(a) [b] {c}", "a-b-c"),
            ("  a, b;c  ", "a-b-c"), ("1 + 1 = 2", "1-1-2"), ("R&D & more", "r-d-more"), ("a \u2014 b", "a-b"), ("--x--", "x"),
        ):
            self.assertEqual(slugify(title), slug, title)

    def test_shape(self):
        for title in ("x!!y??z", "é è", "a&&&&b", "...", "A/B\\C", "tab\there", "ß", "日本 go"):
            for limit in (3, 5, 60):
                self.assertRegex(slugify(title, limit), r"^[a-z0-9]+(-[a-z0-9]+)*$")

    def test_untitled(self):
        for title in ("", "   ", "!!!", "日本"):
            self.assertEqual(slugify(title), "untitled")

    def test_letters(self):
        self.assertEqual(slugify("Ærø Ångström Żółw"), "aero-angstrom-zow".replace("zow", re.sub("ł", "", "zow")))

    def test_limit(self):
        self.assertEqual(slugify("one two three", 7), "one-two")
        self.assertEqual(slugify("one two three", 8), "one-two")
        self.assertEqual(slugify("one two three", 6), "one")
        self.assertEqual(slugify("abcdefghij", 4), "abcd")
        self.assertEqual(slugify("one & two three", 7), "one-two")
        self.assertEqual(slugify("one two", 7), "one-two")

    def test_unique(self):
        self.assertEqual(unique("a", set()), "a")
        self.assertEqual(unique("a", {"a", "a-2", "a-3"}), "a-4")
        self.assertEqual(unique("a", {"a", "a-3"}), "a-2")
        self.assertEqual(unique("a", {"a-2"}), "a")
