/** A tree with everything that goes wrong with trees, and a stage that changes all of it. */
import { chmodSync, linkSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { StagedEntry } from "../../../src/interface/environment/sandbox.ts";
import { makeFolder, stageOf, type Ground } from "./tree.ts";

function file(folder: string, path: string, text: string, mode = 0o644): void {
  writeFileSync(join(folder, path), text);
  chmodSync(join(folder, path), mode);
}

/** Fills the workspace as it is before. */
export function plantBefore({ root }: Ground): void {
  file(root, "plain.txt", "one\n");
  file(root, "run.sh", "#!/bin/sh\n", 0o755);
  file(root, "owner", "suid", 0o4755);
  file(root, "secret", "mine", 0o600);
  file(root, "becomes-folder", "was a file");
  makeFolder(join(root, "becomes-file/deep"), 0o755);
  file(root, "becomes-file/deep/x", "x");
  symlinkSync("plain.txt", join(root, "link"));
  symlinkSync("nowhere", join(root, "dangling"));
  makeFolder(join(root, "target-folder"), 0o755);
  file(root, "target-folder/safe", "not to be touched");
  symlinkSync("target-folder", join(root, "link-to-folder"));
  symlinkSync("target-folder", join(root, "link-becomes-folder"));
  makeFolder(join(root, "folder-becomes-link"), 0o711);
  file(root, "folder-becomes-link/y", "y");
  file(root, "ünïcode ✓.txt", "unicode");
  file(root, "with space", "space");
  file(root, "with\nnewline", "newline");
  file(root, "hard-a", "shared");
  linkSync(join(root, "hard-a"), join(root, "hard-b"));
  makeFolder(join(root, "modes"), 0o750);
  file(root, "modes/kept", "kept");
  makeFolder(join(root, "remade/old"), 0o755);
  file(root, "remade/old/gone", "gone");
  file(root, "remade/again", "same name");
  makeFolder(join(root, "move-from"), 0o755);
  file(root, "move-from/a", "a");
  file(root, "delete-me", "x");
  makeFolder(join(root, "delete-folder/inner"), 0o755);
  file(root, "delete-folder/inner/z", "z", 0o444);
}

/** Fills the upper folder and returns its entries. */
export function plantStage({ upper }: Ground): readonly StagedEntry[] {
  file(upper, "plain.txt", "two\nlines\n");
  file(upper, "run.sh", "#!/bin/sh\n", 0o644);
  file(upper, "owner", "no longer", 0o755);
  file(upper, "secret", "mine still", 0o600);
  makeFolder(join(upper, "becomes-folder/sub"), 0o755);
  file(upper, "becomes-folder/sub/new", "new");
  file(upper, "becomes-file", "was a folder");
  symlinkSync("with space", join(upper, "link"));
  file(upper, "dangling", "no link any more");
  makeFolder(join(upper, "link-becomes-folder"), 0o755);
  file(upper, "link-becomes-folder/safe", "in the new folder");
  symlinkSync("target-folder", join(upper, "folder-becomes-link"));
  file(upper, "ünïcode ✓.txt", "unicode, changed");
  file(upper, "with space", "space, changed");
  file(upper, "with\nnewline", "newline, changed");
  file(upper, "hard-a", "not shared any more");
  makeFolder(join(upper, "modes"), 0o700);
  mkdirSync(join(upper, "remade"));
  file(upper, "remade/again", "new contents");
  makeFolder(join(upper, "move-to"), 0o755);
  file(upper, "move-to/a", "a");
  makeFolder(join(upper, "new/closed"), 0o755);
  file(upper, "new/closed/in", "in a closed folder", 0o400);
  chmodSync(join(upper, "new/closed"), 0o500);
  symlinkSync("/etc/passwd", join(upper, "new/outward"));
  return stageOf(upper, { gone: ["delete-me", "delete-folder", "move-from"], opaque: ["remade"] });
}

/** The tree as it should be after: what an overlay would have shown. */
export function plantAfter({ root }: Ground): void {
  file(root, "plain.txt", "two\nlines\n");
  file(root, "run.sh", "#!/bin/sh\n", 0o644);
  file(root, "owner", "no longer", 0o755);
  file(root, "secret", "mine still", 0o600);
  makeFolder(join(root, "becomes-folder/sub"), 0o755);
  file(root, "becomes-folder/sub/new", "new");
  file(root, "becomes-file", "was a folder");
  symlinkSync("with space", join(root, "link"));
  file(root, "dangling", "no link any more");
  makeFolder(join(root, "target-folder"), 0o755);
  file(root, "target-folder/safe", "not to be touched");
  symlinkSync("target-folder", join(root, "link-to-folder"));
  makeFolder(join(root, "link-becomes-folder"), 0o755);
  file(root, "link-becomes-folder/safe", "in the new folder");
  symlinkSync("target-folder", join(root, "folder-becomes-link"));
  file(root, "ünïcode ✓.txt", "unicode, changed");
  file(root, "with space", "space, changed");
  file(root, "with\nnewline", "newline, changed");
  file(root, "hard-a", "not shared any more");
  file(root, "hard-b", "shared");
  makeFolder(join(root, "modes"), 0o700);
  file(root, "modes/kept", "kept");
  mkdirSync(join(root, "remade"));
  file(root, "remade/again", "new contents");
  makeFolder(join(root, "move-to"), 0o755);
  file(root, "move-to/a", "a");
  makeFolder(join(root, "new/closed"), 0o755);
  file(root, "new/closed/in", "in a closed folder", 0o400);
  chmodSync(join(root, "new/closed"), 0o500);
  symlinkSync("/etc/passwd", join(root, "new/outward"));
}
