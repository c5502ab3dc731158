import unittest

from slug import slugify, unique


class SlugTest(unittest.TestCase):
    def test_words(self):
        self.assertEqual(slugify("Hello World"), "hello-world")

    def test_accents(self):
        self.assertEqual(slugify("Café Straße"), "cafe-strasse")

    def test_signs_between_words(self):
        self.assertEqual(slugify("Salt & Pepper"), "salt-pepper")

    def test_unique(self):
        self.assertEqual(unique("a", {"a"}), "a-2")
