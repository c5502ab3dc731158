/** The tools of public MCP servers, as they tell them themselves; none when TACKLE_MCP names no folder in which they are installed. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import type { z } from "zod";

type Schema = Parameters<typeof z.fromJSONSchema>[0];

/** A tool as a server lists it. */
export interface ListedTool {
  readonly name: string;
  readonly description?: string;
  readonly inputSchema: Schema;
  readonly outputSchema?: Schema;
  readonly server: string;
}

const servers: readonly (readonly [name: string, command: string, ...words: string[]])[] = [
  ["filesystem", "mcp-server-filesystem", "/tmp"],
  ["everything", "mcp-server-everything", "stdio"],
  ["memory", "mcp-server-memory"],
  ["thinking", "mcp-server-sequential-thinking"],
  ["github", "mcp-server-github"],
  [
    "playwright",
    "playwright-mcp",
    "--caps",
    "vision,pdf,testing,tabs,verify,network,storage,devtools,config",
  ],
  ["chrome", "chrome-devtools-mcp"],
];

/** Asks each server that is there for its tools, over its stdin and stdout. */
export async function listServerTools(): Promise<readonly ListedTool[]> {
  const folder = process.env["TACKLE_MCP"];
  if (folder === undefined) return [];
  const listed = await Promise.all(
    servers.map(async ([server, command, ...words]) => {
      const file = path.join(folder, "node_modules/.bin", command);
      const tools = existsSync(file) ? await list(file, words) : [];
      return tools.map((tool): ListedTool => Object.assign(tool, { server }));
    }),
  );
  return listed.flat();
}

type Listed = Omit<ListedTool, "server">;

async function list(file: string, words: readonly string[]): Promise<readonly Listed[]> {
  const env = { PATH: process.env["PATH"], HOME: "/tmp", GITHUB_PERSONAL_ACCESS_TOKEN: "none" };
  const child = spawn(file, words, { env, stdio: ["pipe", "pipe", "ignore"] });
  const say = (message: object): void =>
    void child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
  const timer = setTimeout(() => child.kill(), 30_000);
  const clientInfo = { name: "bench", version: "1" };
  say({
    id: 1,
    method: "initialize",
    params: { protocolVersion: "2025-06-18", capabilities: {}, clientInfo },
  });
  const tools: Listed[] = [];
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      if (!line.startsWith("{")) continue;
      const answer: { id?: number; result?: { tools?: readonly Listed[]; nextCursor?: string } } =
        JSON.parse(line);
      if (answer.id === 1) {
        say({ method: "notifications/initialized" });
        say({ id: 2, method: "tools/list", params: {} });
      }
      if (answer.id !== 2) continue;
      tools.push(...(answer.result?.tools ?? []));
      const cursor = answer.result?.nextCursor;
      if (cursor === undefined) break;
      say({ id: 2, method: "tools/list", params: { cursor } });
    }
    return tools;
  } finally {
    clearTimeout(timer);
    child.kill("SIGKILL");
  }
}
