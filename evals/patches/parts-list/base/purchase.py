"""What parts cost, and what has to be bought for orders."""

from explosion import explode


def cost(catalogue, name):
    """The cents for one piece: the prices of all that is in it and the work on it and on all of its assemblies."""
    below = sum(count * cost(catalogue, part) for part, count in catalogue.components(name).items())
    return catalogue.own_price(name) + below


def shopping(catalogue, orders, stock):
    """The basic parts that are missing for all orders together, as a sorted list of (name, how many).

    Orders and stock are {name: how many}. Of the stock only basic parts count: assemblies that lie there are not taken apart.
    """
    needed = {}
    for name, quantity in orders.items():
        for part, count in explode(catalogue, name, quantity).items():
            needed[part] = needed.get(part, 0) + count
    missing = {part: count - stock.get(part, 0) for part, count in needed.items()}
    return sorted((part, count) for part, count in missing.items() if count > 0)


def bill(catalogue, name):
    """Lines of (basic part, how many, cents for these) for one piece, the dearest first, by name where they cost the same."""
    lines = [(part, count, count * catalogue.own_price(part)) for part, count in explode(catalogue, name).items()]
    return sorted(lines, key=lambda line: (-line[2], line[0]))
