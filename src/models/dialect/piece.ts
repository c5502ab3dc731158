/** What a reply was made of, in the order in which it came, with what its provider wants to see again. */

/** JSON that only the provider understands, by its name: signatures, sealed thoughts. */
export type Own = Readonly<Record<string, Readonly<Record<string, string>>>>;

export type Piece =
  /** So many characters of the reply's text. */
  | { readonly type: "text"; readonly length: number; readonly own?: Own }
  | { readonly type: "reasoning"; readonly text: string; readonly own?: Own }
  /** The next call; `said` is how it was worded, where its cell would be put in other words. */
  | { readonly type: "call"; readonly own?: Own; readonly said?: Worded };

/** A call in the model's words. */
export interface Worded {
  readonly tool: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** What a reply carries as `private`: only the model named `by` reads it. */
export interface Belongings {
  readonly by: string;
  readonly pieces: readonly Piece[];
}

/** The pieces that this model left with a reply; none when another one did, or nobody. */
export function piecesOf(value: unknown, by: string): readonly Piece[] {
  if (!isRecord(value) || value["by"] !== by || !Array.isArray(value["pieces"])) return [];
  return value["pieces"].flatMap((piece: unknown) => parsePiece(piece) ?? []);
}

/** Journals may be written by other versions: what is not a piece is left out. */
function parsePiece(value: unknown): Piece | undefined {
  if (!isRecord(value)) return undefined;
  const own = ownOf(value["own"]);
  const { type, length, text, said } = value;
  if (type === "text" && typeof length === "number") return { type, length, ...own };
  if (type === "reasoning" && typeof text === "string") return { type, text, ...own };
  if (type !== "call") return undefined;
  if (!isRecord(said) || typeof said["tool"] !== "string" || !isRecord(said["input"]))
    return { type, ...own };
  return { type, ...own, said: { tool: said["tool"], input: said["input"] } };
}

function ownOf(value: unknown): { readonly own?: Own } {
  if (!isRecord(value)) return {};
  const entries = Object.entries(value).flatMap(([name, held]) =>
    isRecord(held) ? [[name, Object.fromEntries(Object.entries(held).filter(isText))] as const] : [],
  );
  return { own: Object.fromEntries(entries) };
}

const isText = (entry: [string, unknown]): entry is [string, string] => typeof entry[1] === "string";

/** Whether it is an object with keys. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
