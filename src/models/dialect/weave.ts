/** Puts a reply together again as its provider gave it: reasoning between the words and the calls, signatures on them. */
import type { AssistantPart } from "./dialect.ts";
import type { Own, Piece } from "./piece.ts";

/**
 * The parts of a reply, as a dialect has encoded them, with the pieces that were kept for its provider. Where they do not fit
 * together, which is so for dialects that take cells out of the words, reasoning comes first.
 */
export function weave(pieces: readonly Piece[], parts: readonly AssistantPart[]): AssistantPart[] {
  if (pieces.length === 0) return [...parts];
  const words = parts.find((part) => part.type === "text");
  const calls = parts.filter((part) => part.type === "tool-call");
  const text = words?.type === "text" ? words.text : "";
  const lengths = pieces.reduce((sum, piece) => sum + (piece.type === "text" ? piece.length : 0), 0);
  const count = pieces.filter((piece) => piece.type === "call").length;
  if (count !== calls.length || (text !== "" && lengths !== text.length)) {
    return [...pieces.flatMap((piece) => (piece.type === "reasoning" ? [reasoning(piece)] : [])), ...parts];
  }
  let at = 0;
  let next = 0;
  return pieces.flatMap((piece): readonly AssistantPart[] => {
    if (piece.type === "reasoning") return [reasoning(piece)];
    if (piece.type === "text") {
      const slice = text.slice(at, (at += piece.length));
      // Anthropic refuses words that are none.
      return slice.trim() === "" && piece.own === undefined
        ? []
        : [{ type: "text", text: slice, ...options(piece.own) }];
    }
    const call = calls[next++];
    return call === undefined ? [] : [{ ...call, ...options(piece.own) }];
  });
}

const reasoning = ({ text, own }: Extract<Piece, { type: "reasoning" }>): AssistantPart => ({
  type: "reasoning",
  text,
  ...options(own),
});

const options = (own: Own | undefined) => (own === undefined ? {} : { providerOptions: { ...own } });
