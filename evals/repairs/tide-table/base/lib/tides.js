import { minutes } from "./clock.js";

/** The tides before and after a time of day; undefined at the ends of the table. */
export function around(table, at) {
  const now = minutes(at);
  const next = table.findIndex((tide) => minutes(tide.at) > now);
  return next > 0 ? [table[next - 1], table[next]] : undefined;
}

/** Height of the water by the cosine rule, in metres, to the centimetre. */
export function heightAt(table, at) {
  const pair = around(table, at);
  if (!pair) return undefined;
  const [before, after] = pair;
  const span = minutes(after.at) - minutes(before.at);
  const share = (minutes(after.at) - minutes(at)) / span;
  const fall = (before.height - after.height) / 2;
  const middle = (before.height + after.height) / 2;
  return Math.round((middle + fall * Math.cos(Math.PI * share)) * 100) / 100;
}
