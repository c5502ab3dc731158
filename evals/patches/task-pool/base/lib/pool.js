/** Runs asynchronous work, so much of it at a time. */

/**
 * Calls each of `tasks`, which are functions that may give promises, with at most `limit` of them running at a time, in the order of the list:
 * the next starts as soon as one ends. Resolves to their results in the order of the list, whenever each of them ended.
 *
 * When a task fails no further one is started; those that run are waited for, and then the promise is rejected with the error that came
 * first. `onProgress(done, total)` is called after each task that succeeded. A limit below one, or one that is not whole, is a RangeError.
 */
export async function runAll(tasks, { limit = 4, onProgress = () => {} } = {}) {
  if (!(limit >= 1) || (limit !== Infinity && !Number.isInteger(limit))) throw new RangeError(`not a limit: ${limit}`);
  const results = [];
  const failures = [];
  let next = 0;
  const work = async () => {
    while (next < tasks.length && failures.length === 0) {
      const at = next++;
      try {
        results.push(await tasks[at]());
        onProgress(results.length, tasks.length);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  const workers = Math.min(limit, tasks.length);
  await Promise.all(Array.from({ length: workers }, work));
  if (failures.length > 0) throw failures[0];
  return results;
}

/** The results of `change(item, index)` for each item, as `runAll` runs them. */
export function mapAll(items, change, options) {
  return runAll(items.map((item, index) => () => change(item, index)), options);
}

/** The items that `keep(item)` resolves to something true for, in their order, as `runAll` runs them. */
export async function filterAll(items, keep, options) {
  const kept = await mapAll(items, (item) => keep(item), options);
  return items.filter((_, index) => kept[index]);
}
