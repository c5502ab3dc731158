import { chunk } from "./chunk.ts";

export type Send = (file: string) => Promise<string>;

/** Sends files, so many at a time; the addresses are in the order of the files. */
export async function upload(files: readonly string[], send: Send, atOnce = 3): Promise<string[]> {
  const addresses: string[] = [];
  for (const batch of chunk(files, atOnce)) {
    const sent = Promise.all(batch.map(send));
    addresses.push(...(await sent));
  }
  return addresses.toSorted();
}
