/** Sums of `value` by two keys: { row: { column: sum } }. */
export function pivot(records, { row, column, value }) {
  const table = {};
  for (const record of records) {
    const cells = (table[record[column]] ??= {});
    cells[record[column]] = (cells[record[column]] ?? 0) + record[value];
  }
  return table;
}

export const columnsOf = (table) => [...new Set(Object.values(table).flatMap((cells) => Object.keys(cells)))].sort();

/** Lines of text, a row each, absent cells as 0. */
export function render(table) {
  const columns = columnsOf(table);
  return Object.entries(table).map(([name, cells]) => [name, ...columns.map((column) => cells[column] ?? 0)].join("\t"));
}
