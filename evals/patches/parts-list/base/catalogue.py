"""The parts that a workshop buys and makes."""


class Catalogue:
    """Parts by name.

    Basic parts are bought, assemblies are made from other parts. An assembly can only be added after its components, so
    nothing contains itself. What is refused raises ValueError and changes nothing; a name that is not there is a KeyError.
    """

    def __init__(self):
        self._prices = {}
        self._components = {}

    def add_basic(self, name, price):
        """A part that is bought for so many cents apiece."""
        self._refuse_taken(name)
        self._prices[name] = price

    def add_assembly(self, name, components, work=0):
        """A part that is made from others, given as {name: how many}, with so many cents of work apiece."""
        self._refuse_taken(name)
        if not components:
            raise ValueError("%s is made of nothing" % name)
        for part, count in components.items():
            if part not in self._prices:
                raise ValueError("%s needs %s, which is not there yet" % (name, part))
            if count < 1:
                raise ValueError("%s needs %s times %s" % (name, count, part))
        self._prices[name] = work
        self._components[name] = dict(components)

    def names(self):
        """All names in the order in which they were added."""
        return list(self._prices)

    def own_price(self, name):
        """The price of a basic part, or the work of an assembly without its components."""
        return self._prices[name]

    def components(self, name):
        """What an assembly is directly made of, as a new dict; it is empty for a basic part."""
        self._prices[name]
        return dict(self._components.get(name, {}))

    def _refuse_taken(self, name):
        if name in self._prices:
            raise ValueError("%s is there already" % name)
