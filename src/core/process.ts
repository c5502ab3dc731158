/** What is told of a program that lives on beside the cells. */

export type ProcessFact =
  | {
      readonly type: "process.started";
      /** Its name in this session. */
      readonly process: string;
      readonly cell: string;
      readonly call: string;
      readonly command: string;
    }
  /** `by`: a cell stopped it, the session (or its crash) did, or it ended of itself. */
  | {
      readonly type: "process.ended";
      readonly process: string;
      readonly by: "itself" | "cell" | "session";
      readonly code?: number;
      readonly signal?: string;
      /** The tail of its output. */
      readonly output: string;
    };
