"""Words are runs of letters, with apostrophes inside; case does not matter."""
import re
from collections import Counter


def words(text):
    """All words in order, in small letters."""
    return re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)*", text.lower())


def top(text, count):
    """The most frequent words with their numbers, most frequent first; of equally frequent ones the alphabet decides."""
    return Counter(words(text)).most_common(count)


def rare(text):
    """Words that occur once, in alphabetical order."""
    return sorted(word for word, times in Counter(words(text)).items() if times == 1)


def density(text, word):
    """The share of a word among all, from 0 to 1; 0 for a text without words."""
    found = words(text)
    return found.count(word.lower()) / len(found) if found else 0
