/** What one command carries of another. */

/** What a carrier carries: words of another command, or shell code; `hidden` says why nobody can know. */
export interface Carried {
  readonly words?: readonly string[];
  readonly code?: string;
  readonly hidden?: string;
  /** The carrier does nothing of its own: only what it carries must be allowed. */
  readonly transparent?: boolean;
  /** Variables set for it, as `NAME=value`. */
  readonly assignments?: readonly string[];
}
