"""A lift and the floors that it is called to."""

UP = "up"
DOWN = "down"


class Lift:
    """A lift in a house with the floors `lowest` to `highest`.

    Under way it keeps its direction as long as there is a call further on, and turns around only when there is none.
    From rest it goes to the nearest call, and to the lower one of two that are as near. It rests, without a direction,
    from when the last call is served or cancelled.
    """

    def __init__(self, lowest, highest, at=None):
        """A lift at rest at the floor `at`, or else at the lowest. Raises ValueError when there is no such floor."""
        self.lowest = lowest
        self.highest = highest
        self.floor = lowest if at is None else self._known(at)
        self.direction = None
        self._calls = set()

    @property
    def calls(self):
        """The floors that it still has to serve, from the lowest up."""
        return sorted(self._calls)

    def call(self, floor):
        """Wants the lift at a floor; once is enough. Raises ValueError when there is no such floor."""
        self._calls.add(self._known(floor))

    def cancel(self, floor):
        """Takes a call back; one that there is not is no mistake."""
        self._calls.discard(floor)
        if not self._calls:
            self.direction = None

    def step(self):
        """Does one thing and says which.

        "open": opens the doors at the floor where it is, which was called for. "up" or "down": moves by one floor.
        "rest": there is nothing to do.
        """
        if self.floor in self._calls:
            self.cancel(self.floor)
            return "open"
        if not self._calls:
            return "rest"
        self.direction = self._next_direction()
        self.floor += 1 if self.direction == UP else -1
        return self.direction

    def _next_direction(self):
        if self.direction is None:
            nearest = min(self._calls, key=lambda floor: (abs(floor - self.floor), floor))
            return UP if nearest > self.floor else DOWN
        if max(self._calls) > self.floor:
            return UP
        return DOWN

    def _known(self, floor):
        if floor < self.lowest or floor > self.highest:
            raise ValueError("no floor %s between %s and %s" % (floor, self.lowest, self.highest))
        return floor


def stops(lift):
    """Yields each floor at which the doors open, one after the other, until the lift rests."""
    while True:
        done = lift.step()
        if done == "rest":
            return
        if done == "open":
            yield lift.floor
