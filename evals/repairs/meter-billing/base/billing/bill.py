from billing.tariff import read


def bill(tariff, used):
    """Cents for so many kWh; each tier holds from its start to the next one's."""
    tiers = read(tariff)
    total = 0
    for at, (start, cents) in enumerate(tiers):
        end = tiers[at + 1][0] if at + 1 < len(tiers) else used
        total += max(0, min(used, end) - start) * cents
    return total
