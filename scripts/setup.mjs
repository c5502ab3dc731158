/** Installs what is missing, and returns at once when nothing is. Plain JavaScript, for the machine's own Node 18 or later. */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const modules = path.join(root, "node_modules");
const node = path.join(modules, "node", "bin", "node");
const stamp = path.join(modules, ".tackle-setup");
const lock = path.join(modules, ".tackle-setup.lock");
const longest = 20 * 60 * 1000;
const unreachable =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|EIDLETIMEOUT|ERR_SOCKET_TIMEOUT/;

const wanted = () => createHash("sha256").update(read("package-lock.json")).digest("hex");

function read(name) {
  return readFileSync(path.join(root, name), "utf8");
}

function isReady() {
  return existsSync(node) && existsSync(stamp) && readFileSync(stamp, "utf8") === wanted();
}

/** True when npm itself has put in all that the lock names, as after `npm ci` by hand. */
function isInstalled() {
  if (!existsSync(node) || !existsSync(path.join(modules, ".package-lock.json"))) return false;
  const there = JSON.parse(read("node_modules/.package-lock.json")).packages;
  const named = Object.entries(JSON.parse(read("package-lock.json")).packages);
  return named.every(
    ([name, { version, optional }]) =>
      name === "" || (there[name] === undefined ? optional === true : there[name].version === version),
  );
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** Takes the lock, or tells whose it is. A lock is cleared when its owner is gone, or when it is older than any set-up. */
function lockedBy() {
  try {
    writeFileSync(lock, String(process.pid), { flag: "wx" });
    return undefined;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
    const owner = existsSync(lock) ? Number(readFileSync(lock, "utf8")) : 0;
    const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? 0);
    if (age < longest && (owner === 0 || isAlive(owner))) return owner;
    rmSync(lock, { force: true });
    return lockedBy();
  }
}

/** Runs a command with a line of progress; resolves with its exit code and what it said on stderr. */
function run(command, args, cwd, words) {
  const started = Date.now();
  const child = spawn(command, args, { cwd, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (bytes) => (said = (said + bytes).slice(-20_000)));
  process.stderr.write(`${words} …\n`);
  const tick = setInterval(
    () => {
      const line = `${words} … ${Math.round((Date.now() - started) / 1000)} s`;
      process.stderr.write(process.stderr.isTTY ? `\u001B[1A\r${line}\n` : `${line}\n`);
    },
    process.stderr.isTTY ? 1000 : 15_000,
  );
  return new Promise((resolve) => {
    const end = (exit) => (clearInterval(tick), resolve({ exit, said }));
    child.on("error", (error) => ((said += error.message), end(127)));
    child.on("close", end);
  });
}

function fail(line) {
  process.stderr.write(`${line}\n`);
  process.exit(1);
}

async function install() {
  // Inside `npm start` npm names itself; its own Node is the one that runs this.
  const self = process.env.npm_execpath;
  const npm = /\.c?js$/.test(self ?? "") ? [process.execPath, self] : ["npm"];
  const flags = ["--no-save", "--no-audit", "--no-fund", "--loglevel=error", "--fetch-retries=1"];
  const words = "Installing tackle's own Node 24, compiler and test tools (about 400 MB, this once)";
  const { exit, said } = await run(npm[0], [...npm.slice(1), "install", ...flags], root, words);
  if (exit !== 0 && unreachable.test(said)) {
    const code = unreachable.exec(said)?.[0];
    fail(
      `The npm registry cannot be reached (${code}). Go online, or set npm's registry or proxy; then run this again.`,
    );
  }
  if (exit !== 0)
    fail(`${said.trim()}\nnpm install ended with exit code ${exit}; the lines above are npm's.`);
  // Where npm was told to run no install scripts, the one that fetches Node 24 is run here.
  if (!existsSync(node)) {
    const home = path.join(modules, "node");
    const fetched = await run(process.execPath, ["installArchSpecificPackage.js"], home, "Fetching Node 24");
    if (!existsSync(node)) fail(`${fetched.said.trim()}\nNode 24 could not be put into node_modules/node.`);
  }
}

async function setUp() {
  mkdirSync(modules, { recursive: true });
  for (let told = false; ; told = true) {
    const owner = lockedBy();
    if (owner === undefined) break;
    if (!told) process.stderr.write(`Waiting for the set-up that process ${owner} is running …\n`);
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  try {
    if (isReady()) return;
    if (!isInstalled()) await install();
    writeFileSync(stamp, wanted());
  } finally {
    rmSync(lock, { force: true });
  }
}

process.on("exit", () => {
  if (existsSync(lock) && readFileSync(lock, "utf8") === String(process.pid)) rmSync(lock, { force: true });
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(130));

if (!isReady()) await setUp();
