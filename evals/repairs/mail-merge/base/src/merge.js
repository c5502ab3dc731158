const { salutation } = require("./salutation");

/** A letter of a template, in which {field} is replaced; an unknown field stays. */
function merge(template, person) {
  const fields = { ...person, salutation: salutation(person) };
  return template.replace(/\{(\w+)\}/g, (whole, name) => fields[name] ?? whole);
}

const mergeAll = (template, people) => people.map((person) => merge(template, person));

module.exports = { merge, mergeAll };
