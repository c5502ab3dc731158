"""Invoices in whole cents. A line is (net price of one, quantity, tax percent); tax is rounded once a rate, halves up."""


def net(lines):
    return sum(price * quantity for price, quantity, _ in lines)


def taxes(lines):
    """Tax in cents by rate; rates without net are left out."""
    sums = {}
    for price, quantity, rate in lines:
        sums[rate] = price * quantity
    return {rate: (amount * rate * 2 + 100) // 200 for rate, amount in sums.items() if amount}


def total(lines, discount=0):
    """Net less a discount of so many percent of each line (0 to 100, else ValueError), and the tax on what is left."""
    if discount < 0 or discount > 100:
        raise ValueError("not a discount: %s" % discount)
    left = [((price * quantity * (100 - discount) * 2 + 100) // 200, 1, rate) for price, quantity, rate in lines]
    return net(left) + sum(taxes(left).values())
