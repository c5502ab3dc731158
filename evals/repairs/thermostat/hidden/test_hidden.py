import unittest

from thermostat import Thermostat


class HiddenTest(unittest.TestCase):
    def test_wide_bands(self):
        for band in (0.5, 1, 2, 4):
            one = Thermostat(10, band)
            self.assertFalse(one.measure(10 - band + 0.1))
            self.assertTrue(one.measure(10 - band))
            self.assertTrue(one.measure(10 + band - 0.1))
            self.assertFalse(one.measure(10 + band))
            self.assertEqual(one.switches, 2)
