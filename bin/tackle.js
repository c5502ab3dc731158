#!/usr/bin/env node
// The installed command. It is plain old JavaScript, so that an old Node can still read it and say what is the matter.
var version = process.versions.node.split(".").map(Number);
if (version[0] < 22 || (version[0] === 22 && version[1] < 18)) {
  process.stderr.write(
    "tackle: needs Node 22.18 or newer, and this is " +
      process.version +
      "; get one from https://nodejs.org\n",
  );
  process.exit(2);
}

// SQLite in Node works, and announces on every start that its API may still change: our business, not the user's.
process.removeAllListeners("warning");
process.on("warning", function (warning) {
  if (warning.name !== "ExperimentalWarning") process.stderr.write(String(warning) + "\n");
});

// The cache is our own folder: in the shared one under /tmp others could put code that we would run.
var cache = process.env.XDG_CACHE_HOME || (process.env.HOME && process.env.HOME + "/.cache");
if (cache) process.getBuiltinModule("node:module").enableCompileCache(cache + "/tackle/code");
import("../dist/tackle.js").catch(function (error) {
  process.stderr.write(
    "tackle: cannot start: " + error.message + "\n  → install it again, or in a checkout: npm run build\n",
  );
  process.exit(1);
});
