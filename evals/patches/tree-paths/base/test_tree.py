import unittest

from tree import build, count, render


class TreeTest(unittest.TestCase):
    def test_build(self):
        self.assertEqual(build(["a/b", "c"]), {"a": {"b": None}, "c": None})

    def test_render(self):
        self.assertEqual(render(build(["b", "a"])), ["a", "b"])

    def test_folders_first(self):
        self.assertEqual(render(build(["a", "z/b"])), ["z/", "  b", "a"])

    def test_count(self):
        self.assertEqual(count(build(["a/b/c", "d"])), (2, 2))
