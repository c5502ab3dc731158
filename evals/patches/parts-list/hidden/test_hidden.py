import random
import unittest

from catalogue import Catalogue
from explosion import explode, levels, used_in
from purchase import bill, cost, shopping


def pieces(parts, name):
    """Every single basic piece in a part, one after the other."""
    if not parts[name]:
        yield name
    for part, count in parts[name].items():
        for _ in range(count):
            yield from pieces(parts, part)


def counted(parts, name, quantity=1):
    totals = {}
    for piece in pieces(parts, name):
        totals[piece] = totals.get(piece, 0) + quantity
    return totals


def shops(count):
    """Random catalogues: (the catalogue, {name: components}, {name: own price})."""
    chance = random.Random(23)
    for _ in range(count):
        shop, parts, prices = Catalogue(), {}, {}
        for at in range(chance.randint(1, 4)):
            name = "p%d" % at
            prices[name] = chance.randint(1, 500)
            shop.add_basic(name, prices[name])
            parts[name] = {}
        for at in range(chance.randint(0, 5)):
            name = "a%d" % at
            inside = chance.sample(list(parts), min(len(parts), chance.randint(1, 3)))
            made = {part: chance.randint(1, 3) for part in inside}
            prices[name] = chance.randint(0, 100)
            shop.add_assembly(name, made, prices[name])
            parts[name] = made
        yield shop, parts, prices, chance


def worth(parts, prices, name):
    return prices[name] + sum(count * worth(parts, prices, part) for part, count in parts[name].items())


class Hidden(unittest.TestCase):
    def test_explode(self):
        for shop, parts, _, chance in shops(200):
            for name in parts:
                quantity = chance.choice([1, 2, 7])
                self.assertEqual(explode(shop, name), counted(parts, name), parts)
                self.assertEqual(explode(shop, name, quantity), counted(parts, name, quantity), parts)

    def test_asking_twice(self):
        for shop, parts, _, _ in shops(50):
            for name in parts:
                first = explode(shop, name)
                first["p0"] = -1
                self.assertEqual(explode(shop, name), counted(parts, name))
                self.assertEqual(shop.components(name), parts[name])

    def test_a_diamond(self):
        shop = Catalogue()
        shop.add_basic("screw", 1)
        shop.add_assembly("hinge", {"screw": 4})
        shop.add_assembly("door", {"hinge": 2, "screw": 1})
        shop.add_assembly("lid", {"hinge": 3})
        shop.add_assembly("chest", {"door": 2, "lid": 1, "hinge": 1})
        self.assertEqual(explode(shop, "chest"), {"screw": 2 * 9 + 12 + 4})

    def test_costs(self):
        for shop, parts, prices, _ in shops(100):
            for name in parts:
                self.assertEqual(cost(shop, name), worth(parts, prices, name))

    def test_bills(self):
        for shop, parts, prices, _ in shops(100):
            for name in parts:
                lines = [(part, n, n * prices[part]) for part, n in counted(parts, name).items()]
                self.assertEqual(bill(shop, name), sorted(lines, key=lambda line: (-line[2], line[0])))

    def test_shopping(self):
        for shop, parts, _, chance in shops(100):
            orders = {name: chance.randint(1, 4) for name in chance.sample(list(parts), chance.randint(0, len(parts)))}
            stock = {name: chance.randint(0, 30) for name in parts if chance.random() < 0.5}
            needed = {}
            for name, quantity in orders.items():
                for part, n in counted(parts, name, quantity).items():
                    needed[part] = needed.get(part, 0) + n
            expected = [(p, n - stock.get(p, 0)) for p, n in sorted(needed.items()) if n > stock.get(p, 0)]
            before = (dict(orders), dict(stock))
            self.assertEqual(shopping(shop, orders, stock), expected)
            self.assertEqual((orders, stock), before)

    def test_levels_and_uses(self):
        def depth(parts, name):
            return max((1 + depth(parts, part) for part in parts[name]), default=0)

        def within(parts, name, whole):
            return any(part == name or within(parts, name, part) for part in parts[whole])

        for shop, parts, _, _ in shops(60):
            for name in parts:
                self.assertEqual(levels(shop, name), depth(parts, name))
                self.assertEqual(used_in(shop, name), [whole for whole in parts if within(parts, name, whole)])

    def test_refusals_change_nothing(self):
        shop = Catalogue()
        shop.add_basic("a", 1)
        for name, made in (("a", {"a": 1}), ("b", {}), ("b", {"c": 1}), ("b", {"a": 0}), ("b", {"a": 1, "b": 1})):
            with self.assertRaises(ValueError):
                shop.add_assembly(name, made)
        with self.assertRaises(ValueError):
            shop.add_basic("a", 2)
        self.assertEqual((shop.names(), shop.own_price("a")), (["a"], 1))

    def test_unknown_names(self):
        shop = Catalogue()
        shop.add_basic("a", 1)
        for ask in (explode, levels, used_in, cost, bill):
            with self.assertRaises(KeyError):
                ask(shop, "z")
        with self.assertRaises(KeyError):
            shopping(shop, {"z": 1}, {})
