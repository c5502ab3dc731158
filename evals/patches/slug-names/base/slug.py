"""Slugs: small letters a to z, digits and single hyphens, none at either end."""
import re
import unicodedata

SPECIAL = {"ß": "ss", "æ": "ae", "ø": "o"}


def slugify(title, limit=60):
    """The slug of a title, at most `limit` characters, cut between words where it can be. Titles without any letter or digit give "untitled"."""
    text = title.lower()
    for sign, plain in SPECIAL.items():
        text = text.replace(sign, plain)
    text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    text = re.sub(r"[^a-z0-9]", "-", text).strip("-")
    if not text:
        return "untitled"
    if len(text) > limit:
        cut = text[: limit + 1]
        text = (cut.rsplit("-", 1)[0] if "-" in cut else text[:limit]).strip("-")
    return text


def unique(slug, taken):
    """The slug, or the first of slug-2, slug-3 … that is not taken."""
    if slug not in taken:
        return slug
    number = 2
    while "%s-%d" % (slug, number) in taken:
        number += 1
    return "%s-%d" % (slug, number)
