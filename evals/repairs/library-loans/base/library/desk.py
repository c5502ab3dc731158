from library.loans import Loans


class Desk:
    """Lends books: one reader a book, so many books a member."""

    def __init__(self, most=2):
        self.most = most
        self.loans = Loans()

    def lend(self, member, book):
        if self.loans.holder(book) is not None:
            return "lent already"
        if self.loans.count(member) >= self.most:
            return "too many"
        self.loans.add(member, book)
        return "ok"
