import unittest

from thermostat import Thermostat


class ThermostatTest(unittest.TestCase):
    def test_cold_is_heated(self):
        self.assertTrue(Thermostat(20).measure(15))

    def test_warm_is_not(self):
        self.assertFalse(Thermostat(20).measure(25))

    def test_within_the_band_nothing_changes(self):
        one = Thermostat(20)
        self.assertEqual([one.measure(t) for t in (19.5, 18, 19.5, 20.5, 21, 20, 19.5)],
                         [False, True, True, True, False, False, False])
        self.assertEqual(one.switches, 2)
