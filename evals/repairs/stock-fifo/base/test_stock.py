import pytest

from stock import Stock


@pytest.fixture
def stock():
    one = Stock()
    one.buy(10, 5)
    one.buy(10, 7)
    return one


def test_the_oldest_are_sold_first(stock):
    assert stock.sell(10, 8) == 30


def test_across_lots(stock):
    assert stock.sell(15, 8) == 35
    assert stock.count() == 5


def test_all(stock):
    assert stock.sell(20, 8) == 40


def test_too_many(stock):
    with pytest.raises(ValueError):
        stock.sell(21, 8)
