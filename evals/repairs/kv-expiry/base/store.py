"""A store of values that expire when they are not used."""


class Store:
    def __init__(self, lifetime, clock):
        self.lifetime = lifetime
        self.clock = clock
        self._values = {}

    def set(self, key, value):
        self._values[key] = (value, self.clock())

    def get(self, key, default=None):
        """The value; looking at it keeps it alive."""
        if key not in self._values:
            return default
        value, used = self._values[key]
        now = self.clock()
        if now - used > self.lifetime:
            del self._values[key]
            return default
        self._values[key] = (value, used)
        return value

    def __len__(self):
        now = self.clock()
        return sum(1 for _, used in self._values.values() if now - used <= self.lifetime)
