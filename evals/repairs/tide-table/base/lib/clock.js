/** Minutes since midnight of "HH:MM". */
export function minutes(text) {
  const [hours, rest] = text.split(":").map(Number);
  return hours * 60 + rest;
}
