/** Large but limited: the head, the tail, and how much lies between. */

/** `text` as it is when it has at most `limit` characters, else its head and tail around a line that counts what is left out and says which cell holds it. */
export function trim(text: string, limit: number, handle?: string): string {
  if (text.length <= limit) return text;
  const half = Math.floor(limit / 2);
  const head = text.slice(0, half);
  const tail = text.slice(-half);
  const where = handle === undefined ? "" : `; all of it: await recall("${handle}")`;
  return `${head}\n… ${text.length - head.length - tail.length} characters left out${where} …\n${tail}`;
}
