const { cents, format } = require("./amount");

/** The balance after each entry, as texts. */
function balances(entries) {
  let sum = 0;
  return entries.map(({ amount }) => format((sum += cents(amount))));
}

module.exports = { balances };
