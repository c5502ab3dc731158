"""An index of names by how they sound."""

from soundex import likeness, soundex


class NameIndex:
    """Names, each of which may be added more than once and counts once."""

    def __init__(self, names=()):
        self._by_code = {}
        for name in names:
            self.add(name)

    def __len__(self):
        return sum(len(names) for names in self._by_code.values())

    def __contains__(self, name):
        return name in self._by_code.get(soundex(name), ())

    def add(self, name):
        names = self._by_code.setdefault(soundex(name), [])
        if name not in names:
            names.append(name)

    def remove(self, name):
        """Take a name out. Raises KeyError if it is not in the index."""
        if name not in self:
            raise KeyError(name)
        code = soundex(name)
        self._by_code[code].remove(name)
        if not self._by_code[code]:
            del self._by_code[code]

    def alike(self, name):
        """The other names with the same code, sorted."""
        return sorted(each for each in self._by_code.get(soundex(name), ()) if each != name)

    def groups(self):
        """The names that share their code with another one: a list of (code, sorted names), sorted by code."""
        shared = [(code, sorted(names)) for code, names in self._by_code.items() if len(names) > 1]
        return sorted(shared)

    def nearest(self, name, least=3):
        """The names whose codes agree with that of `name` in `least` places or more, the most alike first, then by name."""
        found = [(-likeness(name, each), each) for names in self._by_code.values() for each in names]
        return [each for score, each in sorted(found) if -score >= least and each != name]
