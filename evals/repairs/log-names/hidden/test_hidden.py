import unittest

from names import next_name, stem


class HiddenTest(unittest.TestCase):
    def test_stems_of_all_kinds(self):
        for name in ("dialog", "gogo", "l", "server.lo", "mail"):
            self.assertEqual(stem(f"{name}.log"), name)
            self.assertEqual(stem(f"{name}.log.7"), name)

    def test_next(self):
        self.assertEqual(next_name("igloo.log.9"), "igloo.log.10")
