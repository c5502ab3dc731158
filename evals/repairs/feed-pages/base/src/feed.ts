export interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string;
}
export type Fetch<T> = (cursor?: string) => Promise<Page<T>>;

/** All items of all pages, in order. */
export async function* readFeed<T>(fetchPage: Fetch<T>): AsyncGenerator<T> {
  let cursor: string | undefined;
  do {
    const page = await fetchPage(cursor);
    yield* page.items;
    cursor = undefined;
  } while (cursor !== undefined);
}
