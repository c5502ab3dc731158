/** What turns one list into another: `{ type: "keep" | "drop" | "add", line }` in order. As many as can be are kept; where there is a choice, drops come before adds. */
export function diff(before, after) {
  const lengths = Array.from({ length: before.length + 1 }, () => new Array(after.length + 1).fill(0));
  for (let i = before.length - 1; i >= 0; i--)
    for (let j = after.length - 1; j >= 0; j--)
      lengths[i][j] =
        before[i] === after[j] ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
  const steps = [];
  let i = 0;
  let j = 0;
  while (i < before.length && j < after.length) {
    if (before[i] === after[j]) {
      steps.push({ type: "keep", line: before[i++] });
      j += 1;
    } else if (lengths[i + 1][j] >= lengths[i][j + 1]) {
      steps.push({ type: "drop", line: before[i++] });
    } else {
      steps.push({ type: "add", line: after[j++] });
    }
  }
  return steps;
}

/** `+2 -1` for so many added and dropped; the empty text when nothing is. */
export function summary(steps) {
  const added = steps.filter(({ type }) => type === "add").length;
  const dropped = steps.filter(({ type }) => type === "drop").length;
  return [added > 0 ? `+${added}` : "", dropped > 0 ? `-${dropped}` : ""].filter((part) => part !== "").join(" ");
}
