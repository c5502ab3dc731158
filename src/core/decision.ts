/** What happens next, with the rule that said so. */
import type { Stop } from "./stop.ts";

export type Decision =
  | { readonly type: "continue"; readonly rule: string }
  /** More work: `words` go to the model. */
  | { readonly type: "revise"; readonly rule: string; readonly words: string }
  /** More to go on: these files as they are go to the model, with `words`. */
  | {
      readonly type: "fetch";
      readonly rule: string;
      readonly words: string;
      readonly paths: readonly string[];
    }
  /** Back to the best state so far; \`words\` go to the model. */
  | { readonly type: "revert"; readonly rule: string; readonly words: string }
  /** Less may change from here on, until the user says more: these paths, and no others. `words` go to the model. */
  | {
      readonly type: "narrow";
      readonly rule: string;
      readonly words: string;
      readonly to: readonly string[];
    }
  | { readonly type: "stop"; readonly rule: string; readonly stop: Stop };
