import { fork } from "node:child_process";
import { once } from "node:events";
import { type Answered, ASKED, type Asker, askOne, BEHAVIOURS, wrongWith } from "./hostile.ts";

export interface EnduredAll {
  readonly cases: number;
  /** MiB that the resident memory of the asking process grew by at most, after the first servers. */
  readonly growth: number;
  readonly bad: readonly string[];
}

/** Code is compiled and pools are filled with the first ones. */
const WARM_UP = ["closes at once", "says null", "never answers", "sends one byte now and then", "sends a bomb"];
const MOST_GROWTH = 64;

/** Every misbehaving server in turn, or those named, against a process that only asks, whose memory is watched all the time. */
export async function endureAll(names: readonly string[] = Object.keys(BEHAVIOURS)): Promise<EnduredAll> {
  const visitor = openVisitor();
  try {
    const bad: string[] = [];
    for (const name of WARM_UP) bad.push(...(await wrongWith(name, visitor.ask)));
    visitor.clear();
    for (const name of names) bad.push(...(await wrongWith(name, visitor.ask)));
    const growth = visitor.growth();
    if (growth > MOST_GROWTH) bad.push(`the process grew by ${growth.toFixed(0)} MiB`);
    return { cases: names.length * ASKED.length, growth, bad };
  } finally {
    await visitor.close();
  }
}

interface Question {
  readonly number: number;
  readonly url: string;
  readonly asked: string;
}

interface Reply {
  readonly number: number;
  readonly answered: Answered;
  readonly growth: number;
}

interface Visitor {
  readonly ask: Asker;
  /** From now on growth is counted anew. */
  clear(): void;
  growth(): number;
  close(): Promise<void>;
}

/** A process that asks what it is told to, so that nothing but asking is in its memory. */
function openVisitor(): Visitor {
  const child = fork(import.meta.filename, ["asks"], { execArgv: ["--expose-gc"] });
  const died = once(child, "exit");
  const waiting = new Map<number, PromiseWithResolvers<Answered>>();
  let growth = 0;
  let count = 0;
  child.on("message", (reply: Reply) => {
    growth = Math.max(growth, reply.growth);
    waiting.get(reply.number)?.resolve(reply.answered);
    waiting.delete(reply.number);
  });
  child.on("exit", () => {
    for (const { reject } of waiting.values()) reject(new Error("the process that asks died"));
  });
  return {
    ask: async (url, asked) => {
      const question: Question = { number: count, url, asked };
      const reply = Promise.withResolvers<Answered>();
      waiting.set(count, reply);
      count += 1;
      child.send(question);
      return await reply.promise;
    },
    clear: () => {
      growth = 0;
      child.send("clear");
    },
    growth: () => growth,
    close: async () => {
      if (child.connected) child.disconnect();
      await died;
    },
  };
}

function answerQuestions(): void {
  const resident = () => process.memoryUsage.rss() / 2 ** 20;
  let least = resident();
  let most = least;
  const look = () => {
    most = Math.max(most, resident());
  };
  // What is asked for is in memory for longer than that, or was never much.
  setInterval(look, 5);
  process.on("disconnect", () => process.exit());
  process.on("message", async (message: Question | "clear") => {
    if (message === "clear") {
      globalThis.gc?.();
      least = resident();
      most = least;
      return;
    }
    const answered = await askOne(message.url, message.asked);
    look();
    process.send?.({ number: message.number, answered, growth: most - least } satisfies Reply);
  });
}

if (process.argv[1] === import.meta.filename && process.argv[2] === "asks") answerQuestions();
