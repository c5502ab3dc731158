"""First in, first out."""


class Stock:
    def __init__(self):
        self.lots = []

    def buy(self, count, price):
        self.lots.append([count, price])

    def sell(self, count, price):
        """Profit of a sale. Raises ValueError when there is not enough."""
        if count > self.count():
            raise ValueError("not enough in stock")
        profit = 0
        while count > 0:
            lot = self.lots[-1]
            taken = min(count, lot[0])
            profit += taken * (price - lot[1])
            lot[0] -= taken
            count -= taken
            if lot[0] == 0:
                self.lots.remove(lot)
        return profit

    def count(self):
        return sum(count for count, _ in self.lots)
