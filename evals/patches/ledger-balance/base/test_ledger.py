import unittest

from ledger import Ledger, Refused


class LedgerTest(unittest.TestCase):
    def setUp(self):
        self.ledger = Ledger()
        self.ledger.open("ann")
        self.ledger.open("bob")
        self.ledger.transfer("bank", "ann", 100)

    def test_transfer(self):
        self.ledger.transfer("ann", "bob", 30)
        self.assertEqual(self.ledger.balance("ann"), 70)
        self.assertEqual(self.ledger.balance("bob"), 30)

    def test_refusal_changes_nothing(self):
        with self.assertRaises(Refused):
            self.ledger.transfer("ann", "bob", 150)
        self.assertEqual(self.ledger.balance("ann"), 100)

    def test_statement(self):
        self.ledger.transfer("ann", "bob", 30)
        self.assertEqual(self.ledger.statement("bob"), [("ann", 30)])
