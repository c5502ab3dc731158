"""Tariffs as text: one tier a line, `from kWh: cents`."""


def read(text):
    """(from, cents) of each tier, the lowest first."""
    tiers = []
    for line in text.strip().splitlines():
        start, cents = line.split(":")
        tiers.append((int(start), int(cents)))
    return sorted(tiers, reverse=True)
