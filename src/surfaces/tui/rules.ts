/** The command that lists, adds, edits and deletes rules. */
import { Fault } from "../../index.ts";
import type { Command } from "./desk.ts";

export const rules: Command = {
  name: "rules",
  does: "what is allowed, asked, denied; /rules add deny Bash(git push *), edit <rule> -> <rule>, delete <rule>",
  run: (words, { ground, face }) => {
    if (words !== "") {
      face.tell([
        ...ground.changeRules(...orderOf(words)),
        face.canvas.style.dim("  it holds from the next word on"),
      ]);
      return;
    }
    const lines = ground.ruleLines();
    face.tell(
      lines.length > 0 ? ["", ...lines] : ["no rules yet; /rules add deny Bash(git push *) makes one"],
    );
  },
};

/** What is to be done, and the words for it; an edit takes the rule and what comes in its place. */
function orderOf(words: string): readonly ["add" | "edit" | "delete", readonly string[]] {
  const [, action = "", rest = ""] = /^(\S+)\s*([^]*)$/.exec(words) ?? [];
  if (action === "add" || action === "delete")
    return [action, rest.split(/\s+/).filter((word) => word !== "")];
  const [old = "", fresh = "", ...more] = rest.split(/\s+(?:->|→)\s+/);
  if (action === "edit" && old !== "" && fresh !== "" && more.length === 0)
    return [action, [old.trim(), fresh.trim()]];
  throw new Fault(
    "bad_usage",
    "that changes no rule",
    "/rules add allow|ask|deny <rule>, /rules edit <rule> -> <rule>, /rules delete <rule>",
  );
}
