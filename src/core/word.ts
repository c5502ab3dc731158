/** A word of the user, with the pictures that they show. */
import type { FactBody } from "./fact.ts";
import type { Journal } from "./journal.ts";
import type { Image, Picture } from "./message.ts";

export interface Word {
  readonly text: string;
  readonly images?: readonly Image[] | undefined;
}

/** Keeps the pictures, and names them; nothing where there are none. */
export function keepPictures(
  journal: Pick<Journal, "keep">,
  images: readonly Image[] = [],
): { readonly pictures?: readonly Picture[] } {
  if (images.length === 0) return {};
  const kept = images.map(({ mediaType, data }) => ({
    mediaType,
    hash: journal.keep(Buffer.from(data, "base64")),
  }));
  return { pictures: kept };
}

/** A further word as a fact. */
export function wordFact(journal: Pick<Journal, "keep">, { text, images }: Word): FactBody {
  return { type: "task.added", text, ...keepPictures(journal, images) };
}
