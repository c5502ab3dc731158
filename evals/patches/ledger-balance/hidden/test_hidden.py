import unittest

from ledger import Ledger, Refused


class Hidden(unittest.TestCase):
    def setUp(self):
        self.ledger = Ledger()
        for name in ("ann", "bob", "cy"):
            self.ledger.open(name)
        self.ledger.transfer("bank", "ann", 100)

    def refuse(self, *given):
        before = {name: self.ledger.balance(name) for name in ("bank", "ann", "bob", "cy")}
        lines = {name: list(self.ledger.statement(name)) for name in before}
        with self.assertRaises(Refused, msg=given):
            self.ledger.transfer(*given)
        self.assertEqual({name: self.ledger.balance(name) for name in before}, before, given)
        self.assertEqual({name: list(self.ledger.statement(name)) for name in before}, lines, given)

    def test_refusals(self):
        for cents in (101, 150, 200, 1000, 0, -1, -150):
            self.refuse("ann", "bob", cents)
        self.refuse("bob", "ann", 1)
        self.refuse("zed", "ann", 1)
        self.refuse("ann", "zed", 1)

    def test_all_of_it(self):
        self.ledger.transfer("ann", "bob", 100)
        self.assertEqual(self.ledger.balance("ann"), 0)
        self.refuse("ann", "cy", 1)

    def test_bank_may_owe(self):
        self.ledger.transfer("bank", "cy", 500)
        self.assertEqual(self.ledger.balance("bank"), -600)
        self.ledger.transfer("cy", "bank", 500)
        self.assertEqual(self.ledger.balance("bank"), -100)

    def test_to_itself(self):
        self.ledger.transfer("ann", "ann", 40)
        self.assertEqual(self.ledger.balance("ann"), 100)

    def test_sum_is_zero(self):
        self.ledger.transfer("ann", "bob", 60)
        self.ledger.transfer("bob", "cy", 45)
        self.assertEqual([self.ledger.balance(n) for n in ("bank", "ann", "bob", "cy")], [-100, 40, 15, 45])

    def test_statement(self):
        self.ledger.transfer("ann", "bob", 60)
        self.ledger.transfer("bob", "ann", 5)
        self.assertEqual(self.ledger.statement("ann"), [("bank", 100), ("bob", -60), ("bob", 5)])
        with self.assertRaises(Refused):
            self.ledger.statement("zed")

    def test_open(self):
        for name in ("ann", "bank"):
            with self.assertRaises(Refused):
                self.ledger.open(name)
