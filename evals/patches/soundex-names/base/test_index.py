from index import NameIndex


def test_alike():
    index = NameIndex(["Robert", "Rupert", "Rubin", "Robert"])
    assert len(index) == 3
    assert index.alike("Robert") == ["Rupert"]


def test_groups_and_removal():
    index = NameIndex(["Rupert", "Robert", "Lee"])
    assert index.groups() == [("R163", ["Robert", "Rupert"])]
    index.remove("Robert")
    assert index.groups() == []
    assert "Robert" not in index


def test_nearest():
    index = NameIndex(["Rupert", "Rubin", "Robin", "Lee"])
    assert index.nearest("Robert", 2) == ["Rupert", "Robin", "Rubin"]
