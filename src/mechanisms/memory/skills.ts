/** Skills (agentskills.io): folders with a SKILL.md, of which a model first reads only name and description. */
import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import * as z from "zod/mini";
import { createTool, type Tool } from "../../interface/api/tool.ts";

export interface Skill {
  readonly name: string;
  readonly description: string;
  /** Its SKILL.md. */
  readonly path: string;
}

/** Where a project keeps skills. */
export const skillFolders = [".agents/skills", ".claude/skills", ".tackle/skills"] as const;

const longest = { name: 64, description: 1024, file: 256 * 1024 };
const most = 100;

/** The skills in these folders, by name; of two with one name the first counts. A malformed one is left out. */
export function findSkills(folders: readonly string[]): readonly Skill[] {
  const skills = new Map<string, Skill>();
  for (const folder of folders) {
    for (const name of namesIn(folder)) {
      if (skills.size >= most) break;
      const skill = readSkill(folder, name);
      if (skill && !skills.has(name)) skills.set(name, skill);
    }
  }
  return [...skills.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function namesIn(folder: string): readonly string[] {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  return readdirSync(folder).filter(
    (name) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) && name.length <= longest.name,
  );
}

function readSkill(folder: string, name: string): Skill | undefined {
  const place = path.join(folder, name, "SKILL.md");
  const text = skillText(folder, place);
  const head = text === undefined ? undefined : frontMatter(text);
  const description = head?.get("description");
  if (head?.get("name") !== name || description === undefined || description === "") return undefined;
  return { name, description: description.slice(0, longest.description), path: place };
}

/** The text of a SKILL.md; undefined when there is none, or its link leads out of the folder of skills. */
function skillText(folder: string, place: string): string | undefined {
  const seen = statSync(place, { throwIfNoEntry: false });
  if (seen?.isFile() !== true || seen.size > longest.file) return undefined;
  return realpathSync(place).startsWith(`${realpathSync(folder)}/`) ? readFileSync(place, "utf8") : undefined;
}

/** The plain keys of a YAML front matter: quoted, bare, and block texts. What is nested is left out. */
export function frontMatter(text: string): ReadonlyMap<string, string> {
  const [, head = ""] = /^---\r?\n([^]*?)\r?\n---\s*(?:\r?\n|$)/.exec(text) ?? [];
  const values = new Map<string, string>();
  let key = "";
  for (const line of head.split(/\r?\n/)) {
    const [, name, value = ""] = /^([\w-]+):\s*(.*)$/.exec(line) ?? [];
    if (name !== undefined) {
      key = name;
      values.set(key, /^[>|][+-]?$/.test(value) ? "" : unquoted(value.trim()));
      continue;
    }
    // An indented line goes on with the text above it.
    const more = /^\s+(\S.*)$/.exec(line)?.[1];
    if (more !== undefined && key !== "") values.set(key, `${values.get(key) ?? ""} ${more.trim()}`.trim());
  }
  return values;
}

function unquoted(value: string): string {
  const [, double] = /^"((?:[^"\\]|\\.)*)"$/.exec(value) ?? [];
  if (double !== undefined) return double.replaceAll(/\\(.)/g, "$1");
  const [, single] = /^'((?:[^']|'')*)'$/.exec(value) ?? [];
  return single === undefined ? value.replace(/\s+#.*$/, "") : single.replaceAll("''", "'");
}

/** The index that a model reads; undefined without skills. */
export function skillWords(skills: readonly Skill[]): string | undefined {
  if (skills.length === 0) return undefined;
  const lines = skills.map(({ name, description }) => `- ${name}: ${description.replaceAll(/\s+/g, " ")}`);
  return `Skills; where one fits the task, read it first with skills.read(name):\n${lines.join("\n")}`;
}

/** The tool `skills.read`; none without skills. */
export function createSkillTools(skills: readonly Skill[]): readonly Tool[] {
  if (skills.length === 0) return [];
  const read = async ({ name }: { readonly name: string }): Promise<string> => {
    const skill = skills.find((each) => each.name === name);
    const text = skill && skillText(path.dirname(path.dirname(skill.path)), skill.path);
    if (text === undefined)
      throw new Error(
        `skills.read: there is no skill ${name}; there are ${skills.map((each) => each.name).join(", ")}`,
      );
    return text.replace(/^---\r?\n[^]*?\r?\n---\s*(?:\r?\n|$)/, "");
  };
  return [
    createTool({
      name: "skills.read",
      words: "The whole text of a skill.",
      parameters: { name: z.string() },
      returns: z.string(),
      effect: "read",
      idempotent: true,
      run: read,
    }),
  ];
}
