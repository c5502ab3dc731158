import unittest

from settings import BadLine, parse, truth


class SettingsTest(unittest.TestCase):
    def test_section(self):
        self.assertEqual(parse("[a]\nx = 1"), {"": {}, "a": {"x": "1"}})

    def test_comment(self):
        self.assertEqual(parse("# hello\nx=1"), {"": {"x": "1"}})

    def test_section_again(self):
        self.assertEqual(parse("[a]\nx = 1\n[b]\n[a]\ny = 2"), {"": {}, "a": {"x": "1", "y": "2"}, "b": {}})

    def test_bad_line(self):
        with self.assertRaises(BadLine):
            parse("what")

    def test_truth(self):
        self.assertTrue(truth("yes"))
