/** How somebody is addressed: by name, or a company as a whole. */
function salutation({ name, company }) {
  if (company) return `Dear ${name}`;
  return company ? `Dear people of ${company}` : "Hello";
}

module.exports = { salutation };
