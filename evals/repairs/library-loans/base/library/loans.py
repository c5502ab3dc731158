"""Who has which book."""


class Loans:
    def __init__(self):
        self._entries = []

    def add(self, member, book):
        self._entries.append({"member": member, "book": book, "back": False})

    def give_back(self, book):
        for entry in self._entries:
            if entry["book"] == book and not entry["back"]:
                entry["back"] = True
                return True
        return False

    def count(self, member):
        """Books that a member has now."""
        return sum(1 for entry in self._entries if entry["member"] == member)

    def holder(self, book):
        for entry in self._entries:
            if entry["book"] == book and not entry["back"]:
                return entry["member"]
        return None
