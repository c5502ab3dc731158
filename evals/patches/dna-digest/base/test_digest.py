import unittest

from digest import Fragment, bands, cuts, digest
from enzymes import enzyme

ECO = enzyme("EcoRI", "G^AATTC")
BAM = enzyme("BamHI", "G^GATCC")
HINF = enzyme("HinfI", "G^ANTC")


class DigestTest(unittest.TestCase):
    def test_linear(self):
        self.assertEqual(
            digest("ttgaattcaa", [ECO]),
            [Fragment(0, "TTG", None, "EcoRI"), Fragment(3, "AATTCAA", "EcoRI", None)],
        )

    def test_no_site(self):
        self.assertEqual(digest("ACGT ACGT", [ECO]), [Fragment(0, "ACGTACGT", None, None)])
        self.assertEqual(digest("ACGTACGT", [ECO], circular=True), [Fragment(0, "ACGTACGT", None, None)])

    def test_letters_for_several_bases(self):
        self.assertEqual(cuts("GACTCTTGAGTC", [HINF]), [(1, "HinfI"), (8, "HinfI")])

    def test_two_enzymes(self):
        self.assertEqual(cuts("GAATTCCCGGATCC", [BAM, ECO]), [(1, "EcoRI"), (9, "BamHI")])

    def test_two_enzymes_at_one_place(self):
        self.assertEqual(cuts("AGGATCCA", [enzyme("Sau3AI", "^GATC"), BAM]), [(2, "Sau3AI")])

    def test_circle(self):
        self.assertEqual(
            digest("TTGAATTCAAGGATCC", [ECO, BAM], circular=True),
            [Fragment(3, "AATTCAAG", "EcoRI", "BamHI"), Fragment(11, "GATCCTTG", "BamHI", "EcoRI")],
        )

    def test_a_site_across_the_end_of_a_circle(self):
        self.assertEqual(cuts("TTCACCGTAGAA", [ECO], circular=True), [(10, "EcoRI")])
        self.assertEqual(
            digest("TTCACCGTAGAA", [ECO], circular=True), [Fragment(10, "AATTCACCGTAG", "EcoRI", "EcoRI")]
        )

    def test_two_sites_of_a_circle(self):
        fragments = digest("CCACGTGAATTCACAGGAT", [ECO, BAM], circular=True)
        self.assertEqual([fragment.start for fragment in fragments], [7, 16])

    def test_bands(self):
        self.assertEqual(bands(digest("AAGAATTCAAAAGAATTCAAAGAATTC", [ECO])), [(10, 1), (9, 1), (5, 1), (3, 1)])

    def test_not_a_base(self):
        with self.assertRaisesRegex(ValueError, "'N' at 2"):
            digest("AC NT", [ECO])
