class Rooms:
    """Rooms by number, with their beds."""

    def __init__(self, beds):
        self.beds = dict(beds)
        self.free = set(beds)

    def fitting(self, people):
        """Free rooms with beds enough, the smallest first."""
        fits = [room for room in self.free if self.beds[room] <= people]
        return sorted(fits, key=lambda room: (self.beds[room], room))

    def take(self, room):
        self.free.discard(room)

    def leave(self, room):
        self.free.add(room)
