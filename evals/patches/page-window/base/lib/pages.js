/** The number of pages for so many items; at least one. */
export function pageCount(items, perPage) {
  if (!(perPage >= 1)) throw new RangeError("a page holds at least one item");
  return Math.max(1, Math.ceil(items / perPage));
}

/**
 * The page numbers to show: at most `size` in a row, `current` in the middle, moved so that all are from 1 to `count`.
 * With an even size there is one more after the current page. A current page outside is taken for the nearest that there is.
 */
export function pageWindow(current, count, size = 5) {
  const here = Math.min(Math.max(current, 1), count);
  const width = Math.min(size, count);
  const first = Math.max(1, here - Math.floor((width - 1) / 2));
  return Array.from({ length: width }, (_, i) => first + i);
}

/** The items [from, to) of a page. */
export function itemsOf(page, items, perPage) {
  const count = pageCount(items, perPage);
  const here = Math.min(Math.max(page, 1), count);
  return [(here - 1) * perPage, Math.min(here * perPage, items)];
}
