/** Small conditions that a program may lack: of one name, and of two. */
import type { Question, Speech } from "./site.ts";

/** Of the most used names: signs, zero, parity, emptiness; and two of them compared. */
export function questionsOf(names: readonly string[], speech: Speech): Question[] {
  const same = speech.language === "python" ? "==" : "===";
  const differs = speech.language === "python" ? "!=" : "!==";
  const single = names
    .slice(0, 6)
    .flatMap((name) =>
      [
        `${name} > 0`,
        `${name} < 0`,
        `${name} ${same} 0`,
        `${name} ${differs} 0`,
        `${name} % 2 ${same} 0`,
        `${name} % 2 ${differs} 0`,
        `${name} > 1`,
        `${name} ${same} 1`,
        `${name} >= 0`,
        `${speech.length(name)} > 0`,
        `${speech.length(name)} > 1`,
        `${speech.length(name)} ${same} 0`,
      ].map((text) => ({ text, names: [name] })),
    );
  const pairs: Question[] = [];
  for (const [at, a] of names.slice(0, 6).entries())
    for (const b of names.slice(at + 1, 6)) {
      for (const sign of ["<", ">", "<=", ">=", same, differs])
        pairs.push({ text: `${a} ${sign} ${b}`, names: [a, b] });
      pairs.push({ text: `${speech.length(a)} ${same} ${speech.length(b)}`, names: [a, b] });
      if (speech.language === "python") {
        pairs.push({ text: `${a} not in ${b}`, names: [a, b] }, { text: `${b} not in ${a}`, names: [a, b] });
        continue;
      }
      pairs.push(
        { text: `!${a}.includes(${b})`, names: [a, b] },
        { text: `!${b}.includes(${a})`, names: [a, b] },
      );
    }
  return [...single, ...pairs];
}
