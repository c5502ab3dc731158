import unittest

from enzymes import enzyme


class EnzymeTest(unittest.TestCase):
    def test_site_and_cut(self):
        self.assertEqual(enzyme("EcoRI", "g^aattc"), ("EcoRI", "GAATTC", 1))
        self.assertEqual(enzyme("Sau3AI", "^GATC"), ("Sau3AI", "GATC", 0))

    def test_overhangs(self):
        self.assertEqual(enzyme("EcoRI", "G^AATTC").overhang(), ("AATT", "5'"))
        self.assertEqual(enzyme("KpnI", "GGTAC^C").overhang(), ("GTAC", "3'"))
        self.assertEqual(enzyme("SmaI", "CCC^GGG").overhang(), ("", ""))

    def test_patterns_that_are_none(self):
        for pattern in ("GAATTC", "G^AATT^C", "^", "G^AAXTTC", "G^GATG"):
            with self.assertRaises(ValueError):
                enzyme("X", pattern)
