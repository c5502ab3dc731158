def allocate(rooms, groups):
    """Rooms of groups, the largest group first; None where none is left."""
    given = {}
    for name, people in sorted(groups.items(), key=lambda group: (-group[1], group[0])):
        fits = rooms.fitting(people)
        given[name] = fits[0] if fits else None
        if fits:
            rooms.leave(fits[0])
    return given
