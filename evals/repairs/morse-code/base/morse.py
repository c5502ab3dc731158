"""Morse code: a space between letters, three spaces between words."""

CODES = {
    ".-": "A", "-...": "B", "-.-.": "C", "-..": "D", ".": "E", "..-.": "F", "--.": "G", "....": "H",
    "..": "I", ".---": "J", "-.-": "K", ".-..": "L", "--": "M", "-.": "N", "---": "O", ".--.": "P",
    "--.-": "Q", ".-.": "R", "...": "S", "-": "T", "..-": "U", "...-": "V", ".--": "W", "-..-": "X",
    "-.--": "Y", "--..": "Z",
}
GAP = "     "


def decode(text):
    words = text.strip().split(GAP)
    return " ".join("".join(CODES[code] for code in word.split()) for word in words)


def encode(text):
    letters = {letter: code for code, letter in CODES.items()}
    return "   ".join(" ".join(letters[letter] for letter in word) for word in text.upper().split())
