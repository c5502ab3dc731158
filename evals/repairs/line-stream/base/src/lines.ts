/** Whole lines of a text that arrives in chunks; a last line without its newline is a line too. */
export async function* lines(chunks: AsyncIterable<string> | Iterable<string>): AsyncGenerator<string> {
  let rest = "";
  for await (const chunk of chunks) {
    const parts = (chunk).split("\n");
    rest = parts.pop() ?? "";
    yield* parts;
  }
}
