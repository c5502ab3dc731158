import unittest

from invoice import net, taxes, total


class InvoiceTest(unittest.TestCase):
    def test_net(self):
        self.assertEqual(net([(100, 2, 20), (50, 1, 10)]), 250)

    def test_one_rate(self):
        self.assertEqual(taxes([(1000, 1, 20)]), {20: 200})

    def test_two_lines_of_one_rate(self):
        self.assertEqual(taxes([(1000, 1, 20), (500, 1, 20)]), {20: 300})

    def test_total(self):
        self.assertEqual(total([(1000, 1, 20)], 50), 600)
