import unittest

from morse import decode, encode


class MorseTest(unittest.TestCase):
    def test_a_word(self):
        self.assertEqual(decode("... --- ..."), "SOS")

    def test_two_words(self):
        self.assertEqual(decode(".... .   -.-- . ..."), "HE YES")

    def test_encoding(self):
        self.assertEqual(encode("as is"), ".- ...   .. ...")
