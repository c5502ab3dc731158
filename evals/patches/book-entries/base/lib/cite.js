/** Citations of entries, and the list of what is cited. */
import { parseNames } from "./names.js";
import { shown } from "./text.js";

/** Who has written an entry, or else edited it; undefined where neither is told. */
export function peopleOf({ fields }) {
  const names = fields.author ?? fields.editor;
  return names === undefined ? undefined : parseNames(names);
}

/** The citation of an entry without a letter. What nobody has written is cited by its title. */
export function cite(entry) {
  const year = entry.fields.year ?? "n.d.";
  const found = peopleOf(entry);
  if (found === undefined) return `${titleOf(entry)} ${year}`;
  const [one, two] = found.people.map(({ last }) => last);
  if (found.more || found.people.length > 2) return `${one} et al. ${year}`;
  return two === undefined ? `${one} ${year}` : `${one} and ${two} ${year}`;
}

/** The citation of each entry by its key. */
export function citations(entries) {
  const groups = Map.groupBy(entries, cite);
  const letters = (own) => own.toSorted((a, b) => compare(titleOf(a), titleOf(b)) || compare(a.key, b.key)).map(({ key }, at) => [key, String.fromCharCode(97 + at)]);
  return new Map(
    [...groups].flatMap(([text, own]) => (own.length === 1 ? [[own[0].key, text]] : letters(own).map(([key, letter]) => [key, text + letter]))),
  );
}

/** A line for each entry, in the order of their citations: who, in which year, and the title. */
export function bibliography(entries) {
  const cited = citations(entries);
  const lines = entries.map((entry) => {
    const citation = cited.get(entry.key);
    const year = citation.slice(citation.lastIndexOf(" ") + 1);
    const found = peopleOf(entry);
    const names = found?.people.map(({ first, last }) => (first === "" ? last : `${last}, ${first}`)) ?? [];
    if (found?.more) names.push("et al.");
    return { citation, text: found === undefined ? `${titleOf(entry)} (${year}).` : `${names.join("; ")} (${year}). ${titleOf(entry)}.` };
  });
  return lines.sort((a, b) => compare(a.citation, b.citation)).map(({ text }) => text);
}

const titleOf = ({ key, fields }) => shown(fields.title ?? key);

/** Compares texts by their letters, large and small ones alike. */
function compare(a, b) {
  const [left, right] = [a.toLowerCase(), b.toLowerCase()];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
