"""Follows parts into their components, all the way down."""


def explode(catalogue, name, quantity=1):
    """How many of each basic part are in so many of a part, as {name: how many}, however they get into it.

    A basic part is itself all that is in it.
    """
    components = catalogue.components(name)
    if not components:
        return {name: quantity}
    totals = {}
    for part, count in components.items():
        totals.update(explode(catalogue, part, count * quantity))
    return totals


def levels(catalogue, name):
    """How many levels of components are below a part: 0 for a basic part."""
    components = catalogue.components(name)
    if not components:
        return 0
    return 1 + max(levels(catalogue, part) for part in components)


def used_in(catalogue, name):
    """The names of all assemblies that a part gets into, directly or in another, in the order of the catalogue."""
    catalogue.components(name)
    found = {name}
    for assembly in catalogue.names():
        if any(part in found for part in catalogue.components(assembly)):
            found.add(assembly)
    return [each for each in catalogue.names() if each in found and each != name]
