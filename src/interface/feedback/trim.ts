/** Large but limited: the head, the tail, and how much lies between. */

/** `text` as it is when it has at most `limit` characters, else its head and tail around a line that counts what is left out. */
export function trim(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const half = Math.floor(limit / 2);
  const head = text.slice(0, half);
  const tail = text.slice(-half);
  return `${head}\n… ${text.length - head.length - tail.length} characters left out …\n${tail}`;
}
