import unittest

from routes import shortest


class HiddenTest(unittest.TestCase):
    def test_a_dense_net(self):
        huts = {n: [m for m in range(40) if m != n] for n in range(40)}
        self.assertEqual(shortest(huts, 0, 39), [0, 39])
        self.assertIsNone(shortest(huts, 0, 99))

    def test_a_long_chain_with_ways_back(self):
        huts = {n: [n - 1, n + 1] for n in range(1, 200)}
        self.assertEqual(len(shortest(huts, 1, 150)), 150)
