/** The tools whose argument `command` is shell code, which is judged as such. */
const names: ReadonlySet<string> = new Set(["shell.run", "processes.start"]);

/** True when a call of this tool runs its `command` in a shell. */
export function takesCommand(tool: string): boolean {
  return names.has(tool);
}
