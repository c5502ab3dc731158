import pytest

from soundex import letters, likeness, soundex


def test_names_that_sound_alike():
    assert soundex("Robert") == soundex("Rupert") == "R163"


def test_short_names_are_filled_up():
    assert soundex("Lee") == "L000"
    assert soundex("Honeyman") == "H555"


def test_double_letters_are_coded_once():
    assert soundex("Gutierrez") == "G362"
    assert soundex("Jackson") == "J250"


def test_a_vowel_between_two_consonants_separates_them():
    assert soundex("Tymczak") == "T522"


def test_h_and_w_between_two_consonants_do_not():
    assert soundex("Ashcraft") == "A261"
    assert soundex("Burroughs") == "B620"


def test_the_first_letter_counts():
    assert soundex("Pfister") == "P236"


def test_case_accents_and_marks():
    assert soundex("O'Brien") == soundex("obrien") == "O165"
    assert soundex("M\u00fcller") == soundex("Muller") == "M460"


def test_other_lengths():
    assert soundex("Washington", 6) == "W25235"


def test_names_without_letters():
    with pytest.raises(ValueError):
        soundex("123")


def test_letters():
    assert letters("van der Waals-\u00c9tienne") == "vanderwaalsetienne"


def test_likeness():
    assert likeness("Robert", "Rupert") == 4
    assert likeness("Robert", "Roberta") == 4
    assert likeness("Smith", "Schmitz") == 3
