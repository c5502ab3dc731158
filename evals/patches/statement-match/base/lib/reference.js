"use strict";

/** A text without what people write differently: small letters for capital ones, spaces, dashes, dots and slashes. */
function plain(text) {
  return text.toUpperCase().replace(/[\s\-./]/g, "");
}

/**
 * The bill that a text names by its reference. Of several the one with the longest reference, since a short one may be part of it by chance; of
 * those the first of the list. Undefined when it names none.
 */
function namedIn(text, bills) {
  const where = plain(text);
  let best;
  for (const bill of bills) {
    const reference = plain(bill.reference);
    if (reference === "" || !where.includes(reference)) continue;
    if (best === undefined || reference.length > plain(best.reference).length) best = bill;
  }
  return best;
}

module.exports = { namedIn, plain };
