/** Commands that only look: what was spent, changed, proven, planned. */
import { recallText, sessionDiff, setPlan, spentByModel, viewSession, Fault } from "../../index.ts";
import { paintDiff, paintEvidence, paintSpending } from "../closing.ts";
import { paintContract } from "../paint-contract.ts";
import { sanitize, sanitizeLine } from "../sanitize.ts";
import { paintPlan } from "../paint-plan.ts";
import { factsOf, sessionOf, type Command, type Desk } from "./desk.ts";

const cost: Command = {
  name: "cost",
  does: "tokens and dollars, turn by turn",
  run: (_words, desk) => {
    const { face } = desk;
    const { style } = face.canvas;
    const facts = factsOf(desk);
    const { usage, cost: dollars, spending } = viewSession(facts);
    const tokens = usage.inputTokens + usage.outputTokens;
    const price = dollars === undefined ? "cost unknown" : `$${dollars.toFixed(4)}`;
    const models = [...spentByModel(spending).keys()].map(sanitizeLine).join(", ");
    face.tell([
      ...paintSpending(spending, style),
      `${spending.filter(({ review }) => !review).length} turns · ${tokens.toLocaleString("en")} tokens · ${price}${models === "" ? "" : ` · ${models}`}`,
    ]);
  },
};

const plan: Command = {
  name: "plan",
  does: "the plan, what it holds itself to, what has been done; /plan and a list sets it, /plan none drops it",
  run: async (words, desk) => {
    const { style } = desk.face.canvas;
    if (words !== "") return changePlan(words, desk);
    const facts = factsOf(desk);
    const view = viewSession(facts);
    const formed = facts.findLast(
      (fact) => fact.type === "contract.formed" || fact.type === "contract.amended",
    );
    const contract =
      formed && "contract" in formed
        ? paintContract(formed, style)
        : ["no contract yet: nothing was changed"];
    const cells = [...view.cells.values()].map(({ id, language, code }) => {
      const outcome = view.outcomes.get(id);
      const mark =
        outcome === undefined ? style.dim("·") : outcome.status === "ok" ? style.good("✓") : style.bad("✗");
      const [first = ""] = sanitize(code).trim().split("\n");
      return `  ${mark} ${id} ${language} ${style.dim(sanitizeLine(first).slice(0, 60))}`;
    });
    const check = view.check ? [style.dim(sanitizeLine(`check: ${view.check.command}`))] : [];
    const steps =
      view.plan.length > 0
        ? paintPlan(view.plan, style)
        : [style.dim("no plan is set; /plan and a list, a step a line, sets one")];
    desk.face.tell(["", ...steps, ...contract, ...check, ...cells.slice(-20)]);
  },
};

/** The model hears of it with the next word. */
async function changePlan(words: string, desk: Desk): Promise<void> {
  const { conversation, face, ground } = desk;
  const session = sessionOf(desk);
  if (conversation.working && !conversation.paused)
    throw new Fault(
      "bad_usage",
      "the plan is the model's while a turn is under way",
      "Esc interrupts it first",
    );
  await conversation.rest();
  const { state } = ground.surroundings();
  const steps = await setPlan({ state, session, steps: words === "none" ? "" : words });
  face.tell(steps.length === 0 ? ["there is no plan any more"] : paintPlan(steps, face.canvas.style));
  conversation.use(session);
}

const diff: Command = {
  name: "diff",
  does: "all that the session has changed",
  run: async (_words, desk) => {
    const { text } = await sessionDiff(desk.ground.surroundings().state, sessionOf(desk));
    desk.face.print(text === "" ? ["nothing is changed"] : paintDiff(text, desk.face.canvas.style, 2_000));
  },
};

const evidence: Command = {
  name: "evidence",
  does: "what proves the change, and what does not",
  run: (_words, desk) => {
    const found = viewSession(factsOf(desk)).evidence;
    if (!found) return desk.face.tell(["nothing was claimed yet, so nothing is proven"]);
    const { style } = desk.face.canvas;
    const part = (title: string, lines: readonly string[] = []): readonly string[] =>
      lines.length === 0 ? [] : [style.bold(title), ...lines.map((line) => `  ${sanitizeLine(line)}`)];
    desk.face.tell([
      "",
      ...paintEvidence(found, style),
      ...part("reasons", found.reasons),
      ...part(
        "findings",
        found.findings?.map(({ sensor, message }) => `${sensor}: ${message}`),
      ),
      ...part("not tried", found.untried),
      ...part("risks", found.risks),
    ]);
  },
};

const show: Command = {
  name: "show",
  does: "one cell whole: /show c3; one turn: /show t2",
  run: async (words, desk) => {
    const text = await recallText(factsOf(desk), words || "index");
    if (text === undefined) throw new Fault("bad_usage", `there is no ${words}`, "/show lists what there is");
    desk.face.print(["", ...sanitize(text).split("\n")]);
  },
};

export const looking: readonly Command[] = [cost, plan, diff, evidence, show];
