/** The interactive session: `tackle` alone in a terminal. */
import process from "node:process";
import { sanitizeLine } from "../sanitize.ts";
import { obey } from "./commands.ts";
import { Conversation } from "./conversation.ts";
import type { Desk } from "./desk.ts";
import type { Person } from "./face.ts";
import { printPast } from "./going-back.ts";
import type { Ground } from "./ground.ts";
import { keyIn } from "./key-in.ts";
import { runOwn, type OwnCommand } from "./own-shell.ts";
import { openScreen } from "./open-screen.ts";
import { Plain } from "./plain.ts";
import { findings, greeting } from "./welcome.ts";

/** Runs until the person leaves, and returns the exit code. */
export async function openSession(ground: Ground): Promise<number> {
  const { environment, root } = ground;
  const left = Promise.withResolvers<void>();
  let own: OwnCommand | undefined;
  let busy: Promise<unknown> = Promise.resolve();
  const person: Person = {
    say: (text) => {
      busy = say(text);
    },
    interrupt: () => {
      own?.stop();
      return own !== undefined || conversation.interrupt();
    },
    leave: () => {
      // Whoever leaves a second time does not want to wait.
      if (leaving) process.exit(130);
      leaving = true;
      own?.stop();
      left.resolve();
    },
    takeBack: () => conversation.takeBack(),
  };
  let leaving = false;
  const idle = async (): Promise<void> => {
    for (let seen: unknown; seen !== busy;) {
      seen = busy;
      await busy;
    }
    await conversation.idle();
  };
  const { stdin, stdout } = process;
  const face = ground.plain ? new Plain(stdin, stdout, person, idle) : openScreen(ground, person);
  const { style } = face.canvas;
  const conversation: Conversation = new Conversation(ground, face);
  const desk: Desk = { ground, face, conversation, leave: () => person.leave() };

  const runShell = async (command: string): Promise<void> => {
    face.tell(["", `${style.accent("!")} ${style.bold(sanitizeLine(command))}`]);
    face.tell([style.dim("  yours: outside the sandbox, with all your rights; the model does not see it")]);
    own = runOwn(command, { cwd: root, environment, print: (lines) => face.print(lines) });
    face.doing("your command");
    const code = await own.ended;
    own = undefined;
    face.doing("");
    face.tell([style.dim(`  ${code === 0 ? "✓" : `✗ exit ${code ?? "by a signal"}`}`)]);
  };
  const say = async (text: string): Promise<void> => {
    const provider = keyIn(text);
    if (provider !== undefined) return keepKey(text, provider, desk);
    if (text.startsWith("/")) return obey(text, desk);
    if (!text.startsWith("!")) return conversation.say(text);
    if (own || conversation.working)
      return face.tell([style.bad("one thing at a time: something runs"), style.dim("  → Esc ends it")]);
    return runShell(text.slice(1).trim());
  };
  for (const signal of ["SIGTERM", "SIGHUP"] as const) process.once(signal, person.leave);
  process.on("SIGINT", person.leave);

  busy = greet(desk);
  await busy;
  await left.promise;
  face.tell([style.dim(words(conversation))]);
  await conversation.leave();
  face.close();
  return 0;
}

const words = ({ session, working }: Conversation): string => {
  const again = session === undefined ? "" : `; go on with: tackle --resume ${session}`;
  return `${working ? "stopping; Ctrl-C leaves at once" : "bye"}${again}`;
};

async function greet({ ground, face, conversation }: Desk): Promise<void> {
  const { style } = face.canvas;
  const notice = (line: string): void => face.tell([style.dim(sanitizeLine(line))]);
  if (ground.session !== undefined) {
    printPast({ face }, ground.surroundings().state, ground.session);
    conversation.use(ground.session);
    return;
  }
  face.tell(greeting(ground, style));
  const { model } = ground.settings(notice);
  const name = ground.options.model ?? model ?? (await ground.usualModel(() => {}));
  conversation.expect(name);
  face.tell(await findings(ground, name, style));
}

async function keepKey(text: string, provider: string, { ground, face, conversation }: Desk): Promise<void> {
  const picked = await face.choose(`this looks like a key of ${provider}; it was not sent to anybody:`, [
    "keep it for you alone, and use it",
    "forget it",
  ]);
  if (picked !== 0) return face.tell(["forgotten"]);
  const file = ground.keepKey(provider, text.trim());
  const usual = await ground.usualModel(() => {});
  conversation.answerWith(usual);
  face.tell([`kept in ${sanitizeLine(file)}; ${sanitizeLine(usual)} answers from now on`]);
}
