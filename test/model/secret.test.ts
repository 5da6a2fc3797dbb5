import { AssertionError, deepStrictEqual } from "node:assert";
import { Console } from "node:console";
import { Writable } from "node:stream";
import { format, inspect } from "node:util";
import { serialize } from "node:v8";
import { expect, test } from "vitest";
import { Secret } from "../../src/model/secret.ts";

const VALUE = "kQ7!canary#Zm9xRt";
const secret = new Secret(VALUE);

/** What somebody might do with it by mistake. */
const WAYS: Readonly<Record<string, () => unknown>> = {
  // biome-ignore lint/style/useTemplate: this is the way that is tried
  "glued to a text": () => "password: " + secret,
  "in a template": () => `password: ${secret}`,
  "as a String": () => String(secret),
  "as a list of texts": () => [secret, secret].join(),
  "as a number": () => +secret,
  "as a number, in a text": () => String(Number(secret)),
  "as an index": () => Object.keys({ [String(secret)]: 1 }),
  "as JSON": () => JSON.stringify({ secret, list: [secret] }),
  inspected: () => inspect(secret),
  "inspected with what is hidden": () =>
    inspect({ secret }, { showHidden: true, depth: 9, showProxy: true, getters: true }),
  "inspected without its own view": () => inspect({ secret }, { showHidden: true, depth: 9, customInspect: false }),
  "formatted %s": () => format("%s", secret),
  "formatted %o": () => format("%o", { secret }),
  "formatted %O": () => format("%O", { secret }),
  "formatted %j": () => format("%j", { secret }),
  "formatted %d": () => format("%d %i %f", secret, secret, secret),
  "formatted without a place": () => format("password", secret, [secret]),
  "printed by a console": () => printed(),
  "in an error's message": () => inspect(new Error(`no row for ${secret}`)),
  "as an error's cause": () => inspect(new Error("no row", { cause: secret }), { showHidden: true }),
  "in an error's fields": () => inspect(Object.assign(new Error("no row"), { row: { secret } }), { depth: 9 }),
  "in an error about a difference": () => difference(),
  "as entries": () => inspect([Object.entries(secret), Object.keys(secret), Reflect.ownKeys(secret)]),
  spread: () => inspect({ ...secret }, { showHidden: true }),
  assigned: () => inspect(Object.assign({}, secret), { showHidden: true }),
  "with its descriptors": () => inspect(Object.getOwnPropertyDescriptors(secret), { showHidden: true, depth: 9 }),
  cloned: () => inspect(structuredClone({ secret }), { showHidden: true, depth: 9 }),
  "cloned, as JSON": () => JSON.stringify(structuredClone({ secret })),
  serialised: () => serialize({ secret }).toString("latin1"),
  "in a map": () => inspect(new Map([["ann", secret]]), { showHidden: true, depth: 9 }),
  "as a key of a map": () => inspect(new Map([[secret, "ann"]]), { showHidden: true, depth: 9 }),
  "behind a proxy": () => inspect(new Proxy(secret, {}), { showHidden: true, showProxy: true, depth: 9 }),
};

function printed(): string {
  let text = "";
  const stream = new Writable({
    write(chunk, _, done) {
      text += String(chunk);
      done();
    },
  });
  const console = new Console({ stdout: stream, stderr: stream });
  console.log(secret, [secret]);
  console.dir({ secret }, { showHidden: true, depth: 9 });
  console.table([{ secret }]);
  console.error("%o %j", secret, secret);
  return text;
}

function difference(): string {
  try {
    deepStrictEqual({ secret }, { secret: VALUE.length });
  } catch (error) {
    if (error instanceof AssertionError) return inspect(error, { showHidden: true, depth: 9 });
    throw error;
  }
  throw new Error("they are equal");
}

test.for(Object.entries(WAYS))("a secret %s does not show", ([, way]) => {
  const text = String(way());
  expect(text).not.toContain(VALUE);
  expect(text).not.toContain(VALUE.slice(0, 8));
});

test("in all usual ways it says that it is one", () => {
  const usual = [
    `${secret}`,
    String(secret),
    JSON.parse(JSON.stringify(secret)),
    inspect(secret),
    format("%o", secret),
  ];
  expect(usual).toEqual(Array.from({ length: 5 }, () => "[secret]"));
});

test("whoever asks for it gets it", () => {
  expect(secret.reveal()).toBe(VALUE);
});
