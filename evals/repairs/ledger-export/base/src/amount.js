/** Cents of a text such as "1,234.50". */
function cents(text) {
  return Math.round(parseInt(text.replaceAll(",", "")) * 100);
}

/** A text of cents, with two digits after the point. */
const format = (amount) => (amount / 100).toFixed(2);

module.exports = { cents, format };
