/** Commands that choose: the model, a key, trust in the folder. */
import { Fault, keyVariables, listModels } from "../../index.ts";
import { sanitizeLine } from "../sanitize.ts";
import type { Command } from "./desk.ts";

const model: Command = {
  name: "model",
  does: "who answers from the next turn on; /model <name>, or pick one",
  run: async (words, { ground, face, conversation }) => {
    const { keys } = ground.surroundings();
    let name: string | undefined = words;
    if (name === "") {
      const offered = (await listModels(keys)).filter(
        (each) => each.trouble === undefined && !each.name.includes("<"),
      );
      const picked = await face.choose(
        "who answers:",
        offered.map((each) => sanitizeLine(each.name)),
      );
      name = picked === undefined ? undefined : offered[picked]?.name;
    }
    if (name === undefined) return;
    conversation.answerWith(name);
    face.tell([`from the next word on: ${sanitizeLine(name)}`]);
  },
};

const login: Command = {
  name: "login",
  does: "keeps a provider's key for you alone: /login anthropic",
  run: async (words, { ground, face, conversation }) => {
    const known = [...keyVariables.keys()];
    const picked = words === "" ? await face.choose("a key of:", known) : known.indexOf(words);
    const provider = picked === undefined ? undefined : known[picked];
    if (provider === undefined && words === "") return;
    if (provider === undefined)
      throw new Fault("bad_usage", `no provider "${words}" takes a key`, `one of ${known.join(", ")}`);
    const key = (await face.ask(`key of ${provider}, which is not shown:`, true))?.trim();
    if (key === undefined || key === "") return face.tell(["nothing was kept"]);
    const file = ground.keepKey(provider, key);
    const usual = await ground.usualModel(() => {});
    conversation.answerWith(usual);
    face.tell([`the key of ${provider} is kept in ${sanitizeLine(file)}; ${sanitizeLine(usual)} answers`]);
  },
};

const trust: Command = {
  name: "trust",
  does: "lets this folder's own settings and skills count",
  run: (_words, { ground, face }) => {
    const found = ground.distrust();
    if (!found) return face.tell(["nothing here needs trust"]);
    found.trust();
    face.tell(["trusted until one of those files changes"]);
  },
};

export const choosing: readonly Command[] = [model, login, trust];
