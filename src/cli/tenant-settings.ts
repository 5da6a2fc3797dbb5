import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { suggestion } from "../load/suggest.ts";
import { quote, say } from "../model/phrases.ts";
import { type Problem, problem, type Result, resultOf } from "../model/problem.ts";
import { pad, widest } from "../render/columns.ts";
import { type Line, styled } from "../render/line.ts";
import { phraseText } from "../render/phrase.ts";
import { chancesIn, TENANT_SETTINGS, type TenantSetting } from "../tenant/setting-table.ts";
import type { TenantSettings } from "../tenant/tenant.ts";
import type { Context } from "./context.ts";
import { EXIT, type Exit } from "./exit.ts";
import { loadOnlySettings } from "./load.ts";
import { withTenant } from "./tenant.ts";

interface SettingsFlags {
  readonly set?: readonly string[];
}

/** `meibo tenant settings`: how the embedded tenant behaves; with `--set`, from now on. */
export async function tenantSettings(context: Context, { set = [] }: SettingsFlags): Promise<Exit> {
  const settings = await loadOnlySettings(context);
  if (settings === undefined) return EXIT.error;
  const { database } = settings.connector.local;
  // Looking at an empty tenant must not make one: it would look like people who left.
  if (set.length === 0 && !existsSync(resolve(context.root, database))) {
    const reason = say("there is no embedded tenant in {database}", { database });
    context.screen.problems([problem("tenant-unreadable", { reason, hint: say("meibo tenant seed makes one") })]);
    return EXIT.error;
  }
  return await withTenant(context, settings, (tenant) => {
    const before = tenant.settings();
    const change = changeIn(set, before);
    context.screen.problems(change.problems);
    if (!change.ok) return EXIT.error;
    if (set.length > 0) tenant.change(change.value);
    const after = tenant.settings();
    if (context.flags.json === true) context.screen.json({ settings: valuesOf(after) });
    else
      context.screen.result([
        ...(set.length > 0 ? changedLines(before, after, context) : settingLines(after, context)),
      ]);
    return EXIT.done;
  });
}

/** All of them, or every reason why not. */
function changeIn(set: readonly string[], settings: TenantSettings): Result<Partial<TenantSettings>> {
  let change: Partial<TenantSettings> = {};
  const problems: Problem[] = [];
  for (const written of set) {
    const [name = "", ...rest] = written.split("=");
    const found = TENANT_SETTINGS.find((each) => each.name === name);
    const next = rest.length === 0 ? undefined : found?.put(change, rest.join("="), settings);
    if (next === undefined) problems.push(found === undefined ? unknown(name) : wrong(found, rest));
    else change = next;
  }
  const twice = set.map(nameIn).find((name, index, names) => names.indexOf(name) !== index);
  if (twice !== undefined) problems.push(problem("wrong-shape", { ...TWICE, key: twice, got: say("two") }));
  const chances = chancesIn(change.faults ?? settings.faults);
  if (chances > 1) problems.push(problem("wrong-shape", { ...TOO_LIKELY, got: String(chances) }));
  return resultOf(change, problems);
}

const TWICE = { expected: say("one value"), hint: say("write it once") } as const;
const TOO_LIKELY = {
  key: "faults",
  expected: say("shares that come to at most 1 together"),
  hint: say("only one of them befalls a request"),
} as const;

function nameIn(written: string): string {
  return written.split("=")[0] ?? "";
}

function unknown(name: string): Problem {
  const names = TENANT_SETTINGS.map((each) => each.name);
  return problem("unknown-key", { key: name, suggestion: suggestion(name, names, "settings") });
}

function wrong({ name, takes }: TenantSetting, rest: readonly string[]): Problem {
  const got = rest.length === 0 ? say("nothing") : rest.join("=");
  const hint = say("write --set {name}=… or {same}=default", { name, same: name });
  return problem("wrong-shape", { key: name, expected: quote(takes), got, hint });
}

function valuesOf(settings: TenantSettings): Readonly<Record<string, unknown>> {
  return Object.fromEntries(TENANT_SETTINGS.map(({ name, of }) => [name, of(settings)]));
}

function* settingLines(settings: TenantSettings, { words }: Context): Generator<Line> {
  const names = widest(
    TENANT_SETTINGS.map(({ name }) => name),
    40,
  );
  const values = widest(
    TENANT_SETTINGS.map((setting) => textOf(setting, settings)),
    40,
  );
  for (const setting of TENANT_SETTINGS) {
    const takes = phraseText(setting.takes, words);
    const note = setting.isForTests ? words.note.settingForTests(takes) : takes;
    yield [`${pad(setting.name, names)}  ${pad(textOf(setting, settings), values)}  `, styled("dim", note)];
  }
}

function* changedLines(before: TenantSettings, after: TenantSettings, { words }: Context): Generator<Line> {
  const changed = TENANT_SETTINGS.filter((setting) => textOf(setting, before) !== textOf(setting, after));
  if (changed.length === 0) yield [words.note.settingsSame];
  for (const setting of changed) {
    yield [words.note.settingChanged(setting.name, textOf(setting, before), textOf(setting, after))];
  }
}

function textOf({ of }: TenantSetting, settings: TenantSettings): string {
  const value = of(settings);
  const text = typeof value === "object" ? value.join(", ") : String(value);
  return text === "" ? "-" : text;
}
