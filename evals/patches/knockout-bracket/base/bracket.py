"""A knockout tournament; see README.md for its rules."""

from draw import places, round_name, size_for

NOBODY = object()
"""Stands in the draw where nobody is and nobody will come; None stands where somebody will."""


class Bracket:
    def __init__(self, entrants):
        """`entrants` are different names, at least one, in the order of their seeds."""
        self._seeds = {name: seed for seed, name in enumerate(entrants, 1)}
        if not entrants or len(self._seeds) != len(entrants):
            raise ValueError("entrants must be different names, at least one")
        size = size_for(len(entrants))
        first = [entrants[seed - 1] if seed <= len(entrants) else NOBODY for seed in places(size)]
        # A list of sides for each round; the last one has the winner alone.
        self._rounds = [first]
        while size > 1:
            size //= 2
            self._rounds.append([None] * size)
        self._out = {}
        for place in range(0, len(first) - 1, 2):
            if NOBODY in first[place : place + 2]:
                self._rounds[1][place // 2] = first[place] if first[place + 1] is NOBODY else first[place + 1]

    @property
    def winner(self):
        """Who has won the tournament, or None."""
        return self._rounds[-1][0]

    def matches(self):
        """The matches that can be played now, as (round, upper side, lower side); rounds have their names."""
        found = []
        last = len(self._rounds) - 1
        for number, sides in enumerate(self._rounds[:-1], 1):
            for place in range(0, len(sides), 2):
                upper, lower = sides[place : place + 2]
                decided = self._rounds[number][place // 2] is not None
                if not decided and None not in (upper, lower) and NOBODY not in (upper, lower):
                    found.append((round_name(last, number), upper, lower))
        return found

    def report(self, winner, loser):
        """Enters the result of a match that can be played now."""
        if not any({winner, loser} == {upper, lower} for _, upper, lower in self.matches()):
            raise ValueError("%s and %s have no match to play" % (winner, loser))
        number, place = self._reached(loser)
        self._out[loser] = number
        self._goes_on(winner, number, place)

    def withdraw(self, name):
        """Takes an entrant out that is still in. The winner of the tournament cannot withdraw any more."""
        if name not in self._seeds or name in self._out or name == self.winner:
            raise ValueError("%s is not in the tournament" % name)
        number, place = self._reached(name)
        self._out[name] = number
        self._rounds[number][place] = NOBODY
        opponent = self._rounds[number][place ^ 1]
        if opponent is not None:
            self._goes_on(opponent, number, place)

    def places(self):
        """(place, name) of the winner and of all who are out, by place, then by seed."""
        found = [(1, self.winner)] if self.winner is not None else []
        last = len(self._rounds) - 1
        for name, number in self._out.items():
            found.append((2 ** (last - number - 1) + 1, name))
        return sorted(found, key=lambda each: (each[0], self._seeds[each[1]]))

    def _reached(self, name):
        """The last round that an entrant has reached, counted from 0, and its place there."""
        for number in range(len(self._rounds) - 1, -1, -1):
            if name in self._rounds[number]:
                return number, self._rounds[number].index(name)
        raise KeyError(name)

    def _goes_on(self, name, number, place):
        """Puts somebody into the round after the numbered one, where that place leads to."""
        self._rounds[number + 1][place // 2] = name
