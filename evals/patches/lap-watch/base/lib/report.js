/** A time in milliseconds as "1:02.34", or as "1:00:02.34" from an hour on. What is less than a hundredth of a second is left out. */
export function format(time) {
  const hundredths = Math.floor(time / 10);
  const two = (number) => String(number).padStart(2, "0");
  const seconds = `${two(Math.floor(hundredths / 100) % 60)}.${two(hundredths % 100)}`;
  const minutes = Math.floor(hundredths / 6000);
  return minutes < 60 ? `${minutes}:${seconds}` : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${seconds}`;
}

/**
 * A line for each lap: its number, its time and the total at its end, in columns whose entries end below each other. The fastest lap has a star
 * behind it; of several as fast it is the first. What is shown adds up: the time of a lap is what the totals as they are shown differ by, even if
 * it is a hundredth more than the lap alone would show.
 */
export function report(laps) {
  const fastest = laps.findIndex(({ time }) => laps.every((other) => time <= other.time));
  const totals = [0, ...laps.map(({ total }) => Math.floor(total / 10) * 10)];
  const rows = laps.map(({ number }, at) => [String(number), format(totals[at + 1] - totals[at]), format(totals[at + 1])]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row, at) => row.map((cell, column) => cell.padStart(widths[column])).join("  ") + (at === fastest ? " *" : ""));
}
