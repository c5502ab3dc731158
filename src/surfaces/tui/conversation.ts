/** The talk of a person with a session: each word begins it, is added to it, or waits until it listens. */
import {
  findSession,
  modelWindow,
  openReserve,
  readJournal,
  toFault,
  viewSession,
  type Fact,
  type Fault,
  type Reserve,
  type SessionView,
} from "../../index.ts";
import { sanitizeLine } from "../sanitize.ts";
import type { Style } from "../style.ts";
import { paintEnding } from "./ending.ts";
import type { Face } from "./face.ts";
import type { Ground } from "./ground.ts";
import { meterOf } from "./meter.ts";
import { createWheel, type Wheel } from "./steering.ts";
import { echo } from "./transcript.ts";
import { runTurn } from "./turn.ts";

/** A person is called back when something took longer. Milliseconds. */
const patience = 10_000;

export class Conversation {
  readonly #ground: Ground;
  readonly #face: Face;
  readonly #wheel: Wheel;
  #session: string | undefined;
  /** The model that the person has chosen here. */
  #chosen: string | undefined;
  /** The model that answers, as far as is known. */
  #answering = "";
  #end = new AbortController();
  #reserve: Promise<Reserve> | undefined;
  #running: Promise<void> | undefined;
  /** The project's check runs: it is the harness's own, and no step. */
  #checking = false;
  /** It has been told that it waits for a word. */
  #waits = false;
  #changed = Promise.withResolvers<void>();
  #windows = new Map<string, number>();

  constructor(ground: Ground, face: Face) {
    this.#ground = ground;
    this.#face = face;
    this.#session = ground.session;
    this.#wheel = createWheel(() => this.#turned());
    this.#measure();
  }

  /** The session that goes on; undefined before the first word. */
  get session(): string | undefined {
    return this.#session;
  }

  /** A session runs; it may wait for a word. */
  get working(): boolean {
    return this.#running !== undefined;
  }

  /** It waits for a word, since a step of it was ended. */
  get paused(): boolean {
    return this.#wheel.paused;
  }

  /** Begins or goes on; while a session runs, the word waits for its next turn. */
  say(text: string): void {
    if (this.#running) return this.#wheel.say(text);
    this.#end = new AbortController();
    this.#running = this.#runAll(text).finally(() => (this.#running = undefined));
  }

  /** Ends the step that runs; true when there was one. */
  interrupt(): boolean {
    if (!this.#running || this.#wheel.paused) return false;
    this.#wheel.interrupt();
    return true;
  }

  /** The words that wait, taken back. */
  takeBack(): string {
    return this.#wheel.drain().join("\n\n");
  }

  /** Ends the run, all of it kept. Settles when the workspace is free. */
  async rest(): Promise<void> {
    this.#end.abort();
    await this.#running;
  }

  /** As `rest`, for good: nothing of it goes on. */
  async leave(): Promise<void> {
    await this.rest();
    await (await this.#reserve)?.close();
  }

  /** What the session stands on between two words. */
  reserve(): Promise<Reserve> {
    return (this.#reserve ??= openReserve(this.#ground.surroundings().state));
  }

  /** Settles when nothing runs, or what runs waits for a word. */
  async idle(): Promise<void> {
    while (this.working && !this.paused) await Promise.race([this.#running, this.#changed.promise]);
  }

  /** Goes on with another session, or with none: then the next word begins one. */
  use(session: string | undefined): void {
    this.#session = session;
    if (session === undefined) return this.#measure();
    const { state } = this.#ground.surroundings();
    const view = viewSession(readJournal(findSession(state, session)).facts);
    this.#answering = view.options.model;
    this.#measure(view);
  }

  /** This model answers from the next word on. */
  answerWith(model: string): void {
    this.#chosen = model;
    this.#measure();
  }

  /** This model will answer, as far as nobody chooses another. */
  expect(model: string): void {
    this.#answering = model;
    this.#measure();
  }

  #turned(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
    this.#face.waiting(this.#wheel.pending);
    const isNews = this.#wheel.paused && !this.#waits;
    this.#waits = this.#wheel.paused;
    if (!isNews) return;
    this.#face.doing("");
    this.#face.heard();
    const { accent } = this.#face.canvas.style;
    const words = this.#checking
      ? "the check was stopped, so nothing is proven; all that was done is kept"
      : "interrupted; what it has done and its variables are kept";
    this.#checking = false;
    this.#face.tell([accent(`${words}. Say how to go on`)]);
  }

  /** Runs until nothing that was said is unanswered. */
  async #runAll(first: string): Promise<void> {
    for (let text = first; text !== ""; text = this.#end.signal.aborted ? "" : this.takeBack()) {
      this.#face.print(echo(text, this.#face.canvas.style));
      await this.#run(text);
    }
  }

  async #run(text: string): Promise<void> {
    const face = this.#face;
    const { style } = face.canvas;
    const started = Date.now();
    face.doing("beginning");
    try {
      const result = await runTurn(
        {
          text,
          ...(this.#session !== undefined && { session: this.#session }),
          ...(this.#chosen !== undefined && { model: this.#chosen }),
          wheel: this.#wheel,
          reserve: await this.reserve(),
          signal: this.#end.signal,
          onSession: (id) => {
            this.#session = id;
            this.#measure();
          },
          onFact: (fact, facts) => this.#heed(fact, facts),
        },
        this.#ground,
        face,
      );
      face.heard();
      this.#measure(result.view);
      face.tell(paintEnding(result, Date.now() - started, style));
    } catch (thrown) {
      face.heard();
      face.tell(paintFault(toFault(thrown), style));
    }
    this.#checking = false;
    face.doing("");
    if (Date.now() - started > patience) face.call("it has ended, and waits for you");
  }

  #heed(fact: Fact, facts: readonly Fact[]): void {
    if (fact.type === "check.started") this.#checking = true;
    if (fact.type === "check.ran") this.#checking = false;
    if (fact.type === "session.opened") this.#answering = fact.options.model;
    if (fact.type === "session.resumed") this.#answering = fact.options?.model ?? this.#answering;
    if (fact.type === "model.switched") this.#answering = fact.to;
    if (fact.type === "model.replied" || fact.type === "plan.set") this.#measure(viewSession(facts));
  }

  #measure(view?: SessionView): void {
    const model = this.#chosen ?? this.#answering;
    const last = view?.spending.at(-1)?.usage;
    const tokens = last ? last.inputTokens + last.outputTokens : 0;
    const window = this.#windows.get(model);
    if (tokens > 0 && window === undefined) void this.#learn(model, view);
    this.#face.meter(
      meterOf({
        model,
        context: tokens,
        ...(window !== undefined && { window }),
        ...(view && { usage: view.usage }),
        ...(view && { plan: view.plan }),
        ...(view?.cost !== undefined && { cost: view.cost }),
        ...(this.#session !== undefined && { session: this.#session }),
      }),
    );
  }

  async #learn(model: string, view?: SessionView): Promise<void> {
    const window = await modelWindow(model, this.#ground.surroundings()).catch(() => undefined);
    if (window === undefined) return;
    this.#windows.set(model, window);
    this.#measure(view);
  }
}

/** What went wrong, and what to do, in a line each. */
export function paintFault({ message, hint }: Fault, style: Style): readonly string[] {
  return [style.bad(sanitizeLine(message)), ...(hint === "" ? [] : [style.dim(`  → ${sanitizeLine(hint)}`)])];
}
