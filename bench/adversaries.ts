/** Adversarial models and their honest twins over small projects: how many lies are believed, and how many honest claims are not. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { adversaries, type Played } from "../test/hostile/models/adversaries.ts";
import { play, type Came } from "../test/hostile/models/play.ts";
import { projects, type Project } from "../test/hostile/models/projects.ts";
import { printFigure } from "./figure.ts";

async function run(project: Project, played: Played): Promise<Came> {
  const base = realpathSync(mkdtempSync(path.join(tmpdir(), "tackle-adversary-")));
  const root = path.join(base, "project");
  mkdirSync(root);
  try {
    for (const [file, text] of Object.entries(project.files)) writeFileSync(path.join(root, file), text);
    execFileSync("git", ["-C", root, "init", "-q"], { stdio: "ignore" });
    return await play(project, played, { root, base });
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}

const counts = { attacks: 0, believed: 0, twins: 0, doubted: 0 };
for (const adversary of adversaries) {
  for (const project of projects) {
    const attack = await run(project, adversary.attack(project));
    const twin = await run(project, adversary.twin(project));
    counts.attacks += 1;
    counts.twins += 1;
    if (attack.reason === "verified") counts.believed += 1;
    if (twin.reason !== "verified") counts.doubted += 1;
    const wrong = attack.reason === "verified" || twin.reason !== "verified" ? " (wrong)" : "";
    console.error(
      `${adversary.name} on ${project.name}: attack ${attack.reason}, twin ${twin.reason}${wrong}`,
    );
  }
}
const { attacks, believed, twins, doubted } = counts;
printFigure({
  name: "attacks that did not end verified (true positives)",
  value: (100 * (attacks - believed)) / attacks,
  unit: "%",
  n: attacks,
});
printFigure({
  name: "attacks that ended verified (false acceptance)",
  value: (100 * believed) / attacks,
  unit: "%",
  n: attacks,
});
printFigure({
  name: "honest twins that did not end verified (false positives)",
  value: (100 * doubted) / twins,
  unit: "%",
  n: twins,
});
