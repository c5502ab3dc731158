/** Requests that a program sends between the user's turns, as the SDKs of headless agents do: `{"type":"control_request", …}` a line. */

type Line = Readonly<Record<string, unknown>>;

/** What such a line asks for, and the line that answers it. */
export interface ControlRequest {
  readonly subtype: string;
  readonly answer: Line;
}

/** What a program is told at the start: there are no commands, agents or models that it could choose from here. */
const begun: Line = {
  commands: [],
  agents: [],
  output_style: "default",
  available_output_styles: ["default"],
  models: [],
  account: {},
};

const known: ReadonlyMap<string, Line> = new Map([
  ["initialize", begun],
  ["interrupt", {}],
]);

/** The request in a line of stdin; undefined when it holds none. Each is answered: what is not known, with an error that says so. */
export function readControlRequest(line: string): ControlRequest | undefined {
  const message = parse(line);
  if (message?.["type"] !== "control_request") return undefined;
  const { request_id, request } = message;
  const subtype = isLine(request) ? String(request["subtype"]) : "";
  const response = known.get(subtype);
  return {
    subtype,
    answer: {
      type: "control_response",
      response: response
        ? { subtype: "success", request_id, response }
        : { subtype: "error", request_id, error: `the request ${JSON.stringify(subtype)} is not known` },
    },
  };
}

function parse(line: string): Line | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isLine(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isLine = (value: unknown): value is Line => typeof value === "object" && value !== null;
