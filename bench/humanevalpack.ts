/** How many tasks of HumanEvalPack the embedded solver repairs, with all tests visible or, `--honest`, with the examples alone. */
import { javascriptTask, pythonTask } from "./repair/humaneval.ts";
import { readOptions } from "./repair/options.ts";
import { runBench } from "./repair/run.ts";
import { readRows } from "./repair/task.ts";

const options = readOptions();
const tasks = [
  ...readRows("humanevalpack/humanevalpack_js.jsonl").map((row) => javascriptTask(row, options.honest)),
  ...readRows("humanevalpack/humanevalpack_python.jsonl").map((row) => pythonTask(row, options.honest)),
];
await runBench("humanevalpack", tasks, options);
