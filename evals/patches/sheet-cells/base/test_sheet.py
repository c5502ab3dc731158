import unittest

from formula import CellError, place
from sheet import Sheet


class SheetTest(unittest.TestCase):
    def sheet(self, **contents):
        sheet = Sheet()
        for reference, content in contents.items():
            sheet.set(reference, content)
        return sheet

    def test_place(self):
        self.assertEqual([place(each) for each in ("A1", "b7", "AA12")], [(1, 1), (2, 7), (27, 12)])

    def test_numbers_and_texts(self):
        sheet = self.sheet(A1=3, A2="milk")
        self.assertEqual((sheet.value("A1"), sheet.value("A2"), sheet.value("A3")), (3, "milk", None))
        self.assertEqual((sheet.shown("A1"), sheet.shown("A2"), sheet.shown("A3")), ("3", "milk", ""))

    def test_arithmetic(self):
        sheet = self.sheet(A1="=1 + 2*3", A2="=(1+2)*-3", A3="=7/2-1", A4="=8/2/4")
        self.assertEqual([sheet.value(each) for each in ("A1", "A2", "A3", "A4")], [7, -9, 2.5, 1])

    def test_references(self):
        sheet = self.sheet(A1=4, B1="=a1*2", C1="=B1+A1+D9")
        self.assertEqual(sheet.value("C1"), 12)
        sheet.set("A1", 5)
        self.assertEqual(sheet.value("C1"), 15)

    def test_a_cell_that_is_used_twice(self):
        sheet = self.sheet(A1="=2+3", B1="=A1*A1", C1="=B1-A1")
        self.assertEqual(sheet.value("B1"), 25)
        self.assertEqual(sheet.value("C1"), 20)

    def test_sums_of_sums(self):
        sheet = self.sheet(A1=1, A2="=A1+1", A3="=A2+1", A4="=SUM(A1:A3)", A5="=SUM(A1:A4)")
        self.assertEqual(sheet.value("A5"), 12)

    def test_functions(self):
        sheet = self.sheet(A1=4, A2="x", A4=-1, B1="=SUM(A1:A4)", B2="=MIN(A4:A1, 7)", B3="=COUNT(A1:A4)", B4="=MAX(C1:C3)")
        self.assertEqual([sheet.value(each) for each in ("B1", "B2", "B3", "B4")], [3, -1, 2, 0])

    def test_errors(self):
        sheet = self.sheet(A1="x", A2="=A1+1", A3="=1/0", A4="=1+", A5="=WHAT(1)", A6="=A3+A1")
        self.assertEqual([sheet.shown("A%d" % row) for row in range(2, 7)], ["#VALUE!", "#DIV/0!", "#NAME!", "#NAME!", "#DIV/0!"])
        with self.assertRaises(CellError):
            sheet.value("A2")

    def test_iferror(self):
        sheet = self.sheet(A1="=1/0", A2="=IFERROR(A1, 7)", A3="=IFERROR(5, A1)+1", A4="=IFERROR(A1, 2/0)")
        self.assertEqual([sheet.shown("A%d" % row) for row in (2, 3, 4)], ["7", "6", "#DIV/0!"])

    def test_a_circle(self):
        sheet = self.sheet(A1="=B1+1", B1="=A1+1", C1="=C1")
        self.assertEqual([sheet.shown(each) for each in ("A1", "B1", "C1")], ["#CIRCLE!"] * 3)
        sheet.set("B1", 1)
        self.assertEqual(sheet.shown("A1"), "2")

    def test_shown(self):
        sheet = self.sheet(A1="=1/3", A2="=5/2", A3="=100", A4="=0-0.001")
        self.assertEqual([sheet.shown("A%d" % row) for row in (1, 2, 3, 4)], ["0.33", "2.5", "100", "0"])
