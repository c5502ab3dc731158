from stock import Stock


def test_against_a_plain_list():
    stock, plain = Stock(), []
    for day in range(1, 30):
        stock.buy(day % 4 + 1, day)
        plain += [day] * (day % 4 + 1)
        sold = min(len(plain), day % 3)
        costs, plain = plain[:sold], plain[sold:]
        assert stock.sell(sold, 50) == sum(50 - cost for cost in costs)
        assert stock.count() == len(plain)
