/** Opens a kernel: its process and its type check start side by side, and are joined here into one that takes cells. */
import type { Cell, Problem } from "../../core/cell.ts";
import { Fault } from "../../core/fault.ts";
import type { CallRequest } from "../api/bridge.ts";
import type { Tool } from "../api/tool.ts";
import type { Sandbox } from "../environment/sandbox.ts";
import type { Checker } from "./checker.ts";
import type { Driver } from "./driver.ts";
import type { Ended } from "./job.ts";
import type { CheckResult, Kernel, Limits, Ran } from "./kernel.ts";
import { comesOutAs } from "./same.ts";
import type { Binding, Name, Scope } from "./normalise.ts";
import { createPool, type Pool } from "./pool.ts";
import type { Preparation, Prepared } from "./prepare.ts";

export interface KernelOptions {
  readonly sandbox: Pick<Sandbox, "launch">;
  readonly tools: readonly Tool[];
  /** The workspace, absolute and real. */
  readonly root: string;
  /** Answers a cell's call with JSON data, or rejects with an Error whose message the cell sees. A Fault makes `run` reject. */
  call(request: CallRequest): Promise<unknown>;
  /** Nothing is to be checked soon: cells that have run are run again for their variables. */
  readonly late?: boolean;
  /** What a cell prints, as it comes. */
  onOutput?(cell: string, text: string): void;
}

/** Throws the Fault `kernel_failed`, or the sandbox's own, when no process can be started. */
export async function openKernel(options: KernelOptions): Promise<Kernel> {
  const { openDriver } = await import("./driver.ts");
  const tools = options.tools.map(({ name }) => name);
  // What fails is replaced while the model reads of it.
  const pool = createPool(() => openDriver({ ...options, tools, onFailing: () => pool.fill() }));
  const driver = pool.take();
  // Waited for below; until then a failure must not count as unhandled.
  driver.catch(() => {});
  const [{ openChecker }, { declareTools }, { globals }, { prepare, strip }] = await Promise.all([
    import("./checker.ts"),
    import("../api/declare.ts"),
    import("./globals.ts"),
    import("./prepare.ts"),
  ]);
  const checker = openChecker({ tools: await declareTools(options.tools), globals }, options.late);
  if (options.late !== true) strip("0 as number"); // the first use loads the stripper, about 30 ms, while the other two start
  try {
    return new CellKernel(await driver, { pool, checker, prepare, tools });
  } catch (error) {
    await Promise.all([pool.close(), checker.close()]);
    throw error;
  }
}

interface Parts {
  readonly pool: Pool;
  readonly checker: Checker;
  prepare(code: string, scope: Scope): Preparation;
  readonly tools: readonly string[];
}

class CellKernel implements Kernel {
  readonly #parts: Parts;
  readonly #tools: ReadonlySet<string>;
  readonly #reserved: ReadonlySet<string>;
  readonly #bindings = new Map<string, Binding>();
  /** Names that hold something now. */
  readonly #alive = new Set<string>();
  readonly #lost = new Map<string, string>();
  #driver: Driver;
  #prepared: { readonly id: string; readonly code: string; readonly preparation: Preparation } | undefined;
  #warnings = new Map<string, readonly Problem[]>();
  /** What the next outcome has to say. */
  readonly #untold: Problem[] = [];
  #died = false;
  #isClosed = false;

  constructor(driver: Driver, parts: Parts) {
    this.#driver = driver;
    this.#parts = parts;
    this.#tools = new Set(parts.tools);
    this.#reserved = new Set(parts.tools.map((tool) => tool.split(".")[0] ?? tool));
  }

  get whole(): boolean {
    return !this.#died && this.#driver.death === undefined;
  }

  async check(cell: Cell): Promise<CheckResult> {
    this.#noticeDeath();
    const prepared = this.#prepare(cell);
    if (prepared.type === "broken") return { problems: prepared.problems, warnings: [] };
    const checked = await this.#parts.checker.check(prepared.source, prepared.names);
    if (checked.type === "broken") {
      const message = `this cell was not type-checked: ${checked.reason}`;
      return this.#warn(cell, { problems: [], warnings: [{ line: 1, column: 1, code: "check", message }] });
    }
    if (checked.diagnostics.length === 0) return { problems: [], warnings: [] };
    const { judge } = await import("./verdict.ts");
    const judged = {
      code: prepared.source,
      program: prepared.program,
      tools: this.#tools,
      alive: this.#alive,
      lost: this.#lost,
    };
    return this.#warn(cell, judge(checked.diagnostics, judged));
  }

  #warn(cell: Cell, result: CheckResult): CheckResult {
    this.#warnings.clear();
    this.#warnings.set(cell.id, result.warnings);
    return result;
  }

  #prepare({ id, code }: Cell): Preparation {
    if (this.#prepared?.id === id && this.#prepared.code === code) return this.#prepared.preparation;
    const scope = { bindings: this.#bindings, reserved: this.#reserved };
    const preparation = this.#parts.prepare(code, scope);
    this.#prepared = { id, code, preparation };
    return preparation;
  }

  async run(cell: Cell, { expected, ...limits }: Limits): Promise<Ran> {
    this.#noticeDeath();
    const prepared = this.#prepare(cell);
    this.#prepared = undefined;
    if (prepared.type === "broken")
      return { status: "refused", output: "", problems: prepared.problems, milliseconds: 0 };
    if (this.#isClosed) throw new Fault("kernel_failed", "the kernel is closed");
    if (this.#driver.death !== undefined) this.#driver = await this.#parts.pool.take();
    const names = prepared.names.filter(({ kind }) => kind !== "type").map(({ name }) => name);
    const ended = await this.#driver.run({
      cell: cell.id,
      code: prepared.js,
      names: [...new Set(names)],
      ...limits,
    });
    const strayed = expected !== undefined && !comesOutAs(ended, expected);
    const lost = strayed ? this.#lose(cell, names) : this.#remember(cell, prepared, ended);
    const problems = [...(this.#warnings.get(cell.id) ?? []), ...this.#untold.splice(0), ...lost];
    const { alive, ...outcome } = ended;
    const declared = alive === undefined && ended.status !== "lost" ? [...new Set(names)] : (alive ?? []);
    return {
      ...outcome,
      ...(declared.length > 0 ? { declared } : {}),
      ...(problems.length > 0 ? { problems } : {}),
    };
  }

  /** A process may also die between two cells. */
  #noticeDeath(): void {
    const { death } = this.#driver;
    if (death === undefined || this.#alive.size === 0) return;
    this.#prepared = undefined;
    this.#untold.push(...this.#forget(death, "between two cells"));
  }

  #forget(why: string, where: string): readonly Problem[] {
    const names = [...this.#alive];
    this.#died = true;
    for (const name of names) this.#lost.set(name, `when the kernel died ${where}`);
    this.#alive.clear();
    this.#bindings.clear();
    this.#parts.checker.forget();
    const variables =
      names.length > 0 ? `these variables are lost: ${names.join(", ")}` : "no variables were lost";
    const message = `the kernel died (${why}); the next cell gets a fresh one; ${variables}`;
    return [{ line: 1, column: 1, code: "kernel", message }];
  }

  /** The cell came out otherwise than when it ran first: nothing that it made is what it was. */
  #lose(cell: Cell, names: readonly string[]): readonly Problem[] {
    for (const name of names) {
      this.#alive.delete(name);
      this.#bindings.delete(name);
      this.#lost.set(name, `when ${cell.id} was run again and came out otherwise than before`);
    }
    const message = `${cell.id} was run again for its variables and came out otherwise; these are lost: ${names.join(", ")}`;
    if (names.length > 0) this.#untold.push({ line: 1, column: 1, code: "kernel", message });
    return [];
  }

  /** Later cells may use what is really there: of a cell that failed, only what it got to. */
  #remember(cell: Cell, prepared: Prepared, ended: Ended): readonly Problem[] {
    if (ended.status === "lost") return this.#forget(this.#driver.death ?? "", `in ${cell.id}`);
    const alive = ended.alive === undefined ? undefined : new Set(ended.alive);
    for (const [name, binding] of prepared.bindings)
      if (alive === undefined || alive.has(name)) this.#bindings.set(name, binding);
    const isAlive = ({ name, kind }: Name): boolean =>
      kind === "type" || alive === undefined || alive.has(name);
    const there = prepared.names.filter(isAlive);
    // A failed cell may have left an earlier value under a name that it declares anew.
    const unsure =
      alive === undefined ? [] : there.filter(({ name, kind }) => kind === "value" && this.#alive.has(name));
    this.#parts.checker.keep(prepared.source, prepared.names, there);
    const loose = [...unsure.map(({ name }) => name), ...assignedGlobals(cell.code)];
    if (loose.length > 0) this.#parts.checker.loosen(loose);
    for (const { name, kind } of there) if (kind !== "type") this.#alive.add(name);
    for (const { name } of there) this.#lost.delete(name);
    return [];
  }

  async renew(): Promise<void> {
    this.#driver.kill();
    this.#alive.clear();
    this.#bindings.clear();
    this.#lost.clear();
    this.#warnings.clear();
    this.#untold.length = 0;
    this.#prepared = undefined;
    this.#died = false;
    this.#parts.checker.forget();
    this.#driver = await this.#parts.pool.take();
  }

  prepare(): void {
    this.#parts.pool.fill();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#driver.kill();
    await Promise.all([this.#parts.pool.close(), this.#parts.checker.close()]);
  }
}

/** Names that a cell puts on the global object, which no declaration shows. */
function assignedGlobals(code: string): readonly string[] {
  const found = code.matchAll(
    /\b(?:globalThis|global)\.([\p{ID_Start}$_][\p{ID_Continue}$]*)\s*(?:\?\?|\|\|)?=(?!=)/gu,
  );
  return [...found].flatMap(([, name]) => (name === undefined ? [] : [name]));
}
