import unittest

from catalogue import Catalogue
from explosion import explode, levels, used_in
from purchase import bill, cost, shopping


class PartsTest(unittest.TestCase):
    def setUp(self):
        self.shop = Catalogue()
        for name, price in (("tube", 500), ("screw", 2), ("spoke", 10), ("rim", 900), ("saddle", 1500)):
            self.shop.add_basic(name, price)
        self.shop.add_assembly("frame", {"tube": 3, "screw": 4}, work=2000)
        self.shop.add_assembly("wheel", {"rim": 1, "spoke": 32}, work=300)
        self.shop.add_assembly("bicycle", {"frame": 1, "wheel": 2, "saddle": 1, "screw": 6}, work=1000)

    def test_a_basic_part_is_itself(self):
        self.assertEqual(explode(self.shop, "screw", 7), {"screw": 7})

    def test_an_assembly(self):
        self.assertEqual(explode(self.shop, "wheel", 2), {"rim": 2, "spoke": 64})

    def test_a_part_that_gets_in_twice(self):
        self.assertEqual(
            explode(self.shop, "bicycle"),
            {"tube": 3, "screw": 10, "rim": 2, "spoke": 64, "saddle": 1},
        )

    def test_levels(self):
        self.assertEqual([levels(self.shop, name) for name in ("tube", "frame", "bicycle")], [0, 1, 2])

    def test_used_in(self):
        self.assertEqual(used_in(self.shop, "spoke"), ["wheel", "bicycle"])

    def test_cost(self):
        self.assertEqual(cost(self.shop, "wheel"), 1520)
        self.assertEqual(cost(self.shop, "bicycle"), 1000 + 3508 + 2 * 1520 + 1500 + 12)

    def test_shopping(self):
        stock = {"spoke": 60, "rim": 5, "wheel": 1}
        self.assertEqual(shopping(self.shop, {"wheel": 2, "screw": 3}, stock), [("screw", 3), ("spoke", 4)])

    def test_shopping_for_a_bicycle(self):
        self.assertEqual(shopping(self.shop, {"bicycle": 2}, {"tube": 6, "spoke": 200, "rim": 4, "saddle": 2}), [("screw", 20)])

    def test_bill(self):
        self.assertEqual(bill(self.shop, "frame"), [("tube", 3, 1500), ("screw", 4, 8)])

    def test_an_assembly_comes_after_its_components(self):
        with self.assertRaises(ValueError):
            self.shop.add_assembly("tandem", {"bicycle": 1, "bench": 1})
        self.assertNotIn("tandem", self.shop.names())
