"""Accounts in whole cents. No account but "bank" may go below zero; what would make it so raises Refused and changes nothing."""


class Refused(Exception):
    pass


class Ledger:
    def __init__(self):
        self._balances = {"bank": 0}
        self._log = []

    def open(self, name):
        """Opens an empty account; a name that is taken raises Refused."""
        if name in self._balances:
            raise Refused("taken: " + name)
        self._balances[name] = 0

    def balance(self, name):
        if name not in self._balances:
            raise Refused("unknown: " + name)
        return self._balances[name]

    def transfer(self, source, target, cents):
        """Moves a positive amount between two known accounts."""
        self.balance(target)
        if cents <= 0:
            raise Refused("not an amount: %s" % cents)
        left = self.balance(source) - cents
        self._balances[source] = left
        if left < 0 and source != "bank":
            raise Refused("not enough on " + source)
        self._balances[target] += cents
        self._log.append((source, target, cents))

    def statement(self, name):
        """(the other account, the change) of each transfer of this account, oldest first."""
        self.balance(name)
        lines = []
        for source, target, cents in self._log:
            if source == name:
                lines.append((target, -cents))
            elif target == name:
                lines.append((source, cents))
        return lines
