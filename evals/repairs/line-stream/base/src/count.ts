import { lines } from "./lines.ts";

export async function countLines(chunks: Iterable<string>): Promise<number> {
  let count = 0;
  for await (const _ of lines(chunks)) count += 1;
  return count;
}
