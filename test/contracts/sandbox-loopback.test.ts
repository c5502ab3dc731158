/** What every way of confining a program promises of the loopback inside. */
import { once } from "node:events";
import { describe, expect, test } from "vitest";
import { apply, backendsHere, openPlace } from "../interface/environment/sandbox/backends.ts";

const backends = await backendsHere();

describe.each(backends.filter(({ why }) => why === ""))("$name", ({ name }) => {
  test.runIf(name !== "none")("commands reach what a program beside the session serves", async () => {
    const { sandbox, sh, root } = await openPlace(name);
    const server = `require("node:http").createServer((q, r) => r.end(require("node:fs").readdirSync(".").join())).listen(3456, "127.0.0.1", () => console.log("up"))`;
    const guest = await sandbox.launch({ argv: ["node", "-e", server], serves: true });
    await once(guest.stdout, "data");
    const ask = `node -e 'fetch("http://127.0.0.1:3456").then((r) => r.text()).then(console.log)'`;
    const first = await sh(`echo 1 > a; kill -9 -1 2>/dev/null; ls /proc | grep -c '^[0-9]'; ${ask}`);
    expect(first.output).toMatch(/^\d\n\n$/); // neither seen nor ended, and what is held is not shown to it
    apply(first.stage, root);
    expect((await sh(ask)).output).toBe("a\n");
    guest.kill();
    await guest.exited;
    expect((await sh(`${ask} 2>/dev/null`)).exit).toBe(1);
  });

  test("a server on the loopback inside works", async () => {
    const { sh } = await openPlace(name);
    const script = `const h = require("node:http"); const s = h.createServer((q, r) => r.end("served")).listen(0, "127.0.0.1", () =>
      h.get({ port: s.address().port, host: "localhost", family: 4 }, (r) => r.on("data", (d) => { console.log(String(d)); s.close(); r.destroy(); })));`;
    expect((await sh(`node -e '${script}'`)).output).toBe("served\n");
  });
});
