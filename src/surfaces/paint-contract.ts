/** A contract as people read it: what may change, what is assumed, what will prove it, the way back. */
import type { Contract, FactOf } from "../index.ts";
import { sanitizeLine } from "./sanitize.ts";
import type { Style } from "./style.ts";
import { listed } from "./wording.ts";

type ContractFact = FactOf<"contract.formed" | "contract.amended" | "contract.checked">;

/** The lines of a fact about a contract. */
export function paintContract(fact: ContractFact, style: Style): readonly string[] {
  switch (fact.type) {
    case "contract.formed":
      return [style.dim(`  contract (${fact.by}): ${contractWords(fact.contract)}`)];
    case "contract.amended":
      return [
        `  ${style.accent("contract amended")}: ${sanitizeLine(fact.reason)}`,
        style.dim(`  contract: ${contractWords(fact.contract)}`),
      ];
    case "contract.checked": {
      const names = fact.broken.map(({ assumption, now }) =>
        assumption.type === "file"
          ? `${assumption.path} is not as it was read`
          : `${assumption.tool} is ${now} now`,
      );
      return names.length === 0 ? [] : [`  ${style.bad("no longer so")}: ${listed(names, 3)}`];
    }
  }
}

/** A contract in a line. */
export function contractWords({ reads, changes, assumes, checks, back }: Contract): string {
  const names = assumes.map((each) =>
    each.type === "file" ? `${each.path} @${each.hash.slice(0, 7)}` : `${each.tool} ${each.version}`,
  );
  return [
    `may change ${listed(changes, 4)}`,
    `may read ${listed(reads, 4)}`,
    ...(names.length > 0 ? [`assumes ${listed(names, 4)}`] : []),
    `proof ${checks.length > 0 ? listed(checks, 3) : "none was found"}`,
    `back ${sanitizeLine(back)}`,
  ].join(" · ");
}
