import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, test } from "vitest";
import { meibo, put, seededFolder } from "./command.ts";

const USERS = "users/imported.yaml";
const RUNS = ".meibo/runs";

function read(folder: string, file: string): string {
  return readFileSync(join(folder, file), "utf8");
}

function edit(folder: string, file: string, changed: (text: string) => string): void {
  const before = read(folder, file);
  const after = changed(before);
  if (after === before) throw new Error(`nothing to change in ${file}`);
  writeFileSync(join(folder, file), after);
}

/** The entry of the first user in this state gets a new name; their Login ID. */
function rename(folder: string, state: "active" | "inactive", name: string): string {
  let loginId = "";
  edit(folder, USERS, (text) => {
    const entry = text.split(/(?=^ {2}- loginId: )/m).find((each) => each.includes(`state: ${state}`)) ?? "";
    loginId = /loginId: (\S+)/.exec(entry)?.[1] ?? "";
    return text.replace(entry, entry.replace(/name: .*/, `name: ${name}`));
  });
  return loginId;
}

/** A cell for people, whose own words may stand in quotes. */
const cells = (text: string): readonly (readonly string[])[] => parse(text, { bom: true });

describe("a saved plan in every form", () => {
  let folder = "";
  let renamed = "";
  beforeAll(() => {
    folder = seededFolder(12);
    renamed = rename(folder, "active", "新しい 名前");
    const { exit, stdout } = meibo(folder, ["plan", "--out", "p.json", "--md", "p.md", "--html", "p.html"]);
    expect([exit, stdout.includes(renamed)]).toEqual([0, true]);
  });

  test("show prints what plan printed and wrote", () => {
    const shown = (...words: readonly string[]) => meibo(folder, ["show", "p.json", ...words]).stdout;
    expect(meibo(folder, ["plan"]).stdout.startsWith(shown().split("\n\n")[0] ?? "?")).toBe(true);
    expect(shown("--md")).toBe(read(folder, "p.md"));
    expect(shown("--html")).toBe(read(folder, "p.html"));
    const [head, row, ...others] = cells(shown("--csv"));
    expect([head?.length, others]).toEqual([7, []]);
    expect(row).toEqual(expect.arrayContaining([renamed, "新しい 名前", USERS]));
    const { plan }: { plan: object } = JSON.parse(read(folder, "p.json"));
    expect(JSON.parse(shown("--json"))).toEqual(plan);
  });

  test("one form at a time, of a plan that is one", () => {
    expect(meibo(folder, ["show", "p.json", "--md", "--csv"]).exit).toBe(1);
    const missing = meibo(folder, ["show", "q.json", "--html"]);
    expect([missing.exit, missing.stdout, missing.stderr.includes("MB1010")]).toEqual([1, "", true]);
    put(folder, "other.json", "{}");
    expect(meibo(folder, ["show", "other.json"]).stderr).toContain("MB4006");
  });

  test("report writes the page that plan --html writes, and over no other file", () => {
    expect(meibo(folder, ["report", "p.json", "--out", "again.html"]).exit).toBe(0);
    expect(read(folder, "again.html")).toBe(read(folder, "p.html"));
    put(folder, "mine.html", "<h1>Mine</h1>");
    const { exit, stderr } = meibo(folder, ["report", "p.json", "--out", "mine.html"]);
    expect([exit, stderr.includes("mine.html"), read(folder, "mine.html")]).toEqual([1, true, "<h1>Mine</h1>"]);
    expect(meibo(folder, ["plan", "--html", `${USERS}`]).exit).toBe(1);
  });

  test("in the reader's language", () => {
    const japanese = meibo(folder, ["--lang", "ja", "show", "p.json"]).stdout;
    expect(japanese).toContain("更新");
    expect(japanese).not.toMatch(/\b(update|Plan|unchanged|seats)\b/);
    expect(meibo(folder, ["--lang", "id", "show", "p.json", "--md"]).stdout).toContain("ubah");
  });
});

describe("output.redact", () => {
  const rows = [
    ["names", true],
    ["all", false],
  ] as const;
  test.each(rows)("%s keeps names out of the Markdown, and says as much", (redact, hasLoginId) => {
    const folder = seededFolder(12);
    const renamed = rename(folder, "active", "新しい 名前");
    edit(folder, "meibo.yaml", (text) => `${text}\noutput: { redact: ${redact} }\n`);
    expect(meibo(folder, ["plan", "--md", "p.md"]).exit).toBe(0);
    const text = read(folder, "p.md");
    expect([text.includes("新しい 名前"), text.includes(renamed), text.includes("1 to update")]).toEqual([
      false,
      hasLoginId,
      true,
    ]);
    // The plan on the screen is for whoever may read the files anyway.
    expect(meibo(folder, ["plan"]).stdout).toContain("新しい 名前");
  });
});

describe("what an apply leaves", () => {
  const validate = new Ajv({ strict: true, strictRequired: false, formats: { "date-time": true } }).compile(
    JSON.parse(readFileSync("schemas/run.schema.json", "utf8")),
  );
  let folder = "";
  let refused = "";
  let accepted = "";
  let run = "";
  beforeAll(() => {
    folder = seededFolder(30);
    accepted = rename(folder, "active", "新しい 名前");
    refused = rename(folder, "inactive", "別の 名前");
    expect(meibo(folder, ["tenant", "settings", "--set", "rejects=row", "updatesInactive=false"]).exit).toBe(0);
    const { exit, stdout } = meibo(folder, ["apply", "--auto-approve", "--html", "run.html"]);
    expect([exit, stdout.includes(refused)]).toEqual([4, true]);
    run =
      readdirSync(join(folder, RUNS))
        .find((file) => /^[^.]+\.json$/.test(file))
        ?.slice(0, -5) ?? "";
  });

  test("is its journal, as the schema says it", () => {
    const records: readonly { readonly type: string }[] = JSON.parse(read(folder, `${RUNS}/${run}.json`));
    expect([validate(records), validate.errors]).toEqual([true, null]);
    expect(records.map(({ type }) => type)).toEqual(["started", "intent", "outcome", "ended"]);
    for (const wrong of [[{ ...records[0], password: "x" }], [{ ...records[1], users: [] }], [], [{ type: "other" }]])
      expect(validate(wrong)).toBe(false);
  });

  test("is a table of what became of each row, and one of those to look after", () => {
    const [head, ...rows] = cells(read(folder, `${RUNS}/${run}.csv`));
    expect(head).toHaveLength(6);
    expect(rows.map((row) => row[3]).sort()).toEqual([accepted, refused].sort());
    const failed = cells(read(folder, `${RUNS}/${run}.failed-rows.csv`)).slice(1);
    expect(failed).toEqual([expect.arrayContaining([refused, "the user is inactive"])]);
  });

  test("is the plan, of which the report of the run can be made again", () => {
    expect(meibo(folder, ["report", run.slice(0, 15), "--out", "again.html"]).exit).toBe(0);
    const page = read(folder, "again.html");
    expect([page.includes("the user is inactive"), page === read(folder, "run.html")]).toEqual([true, true]);
    const plan = `${RUNS}/${run}.plan.json`;
    edit(folder, plan, (text) => text.replace(/"hash":"\w{4}/, '"hash":"0000'));
    const { exit, stderr } = meibo(folder, ["report", run, "--out", "again.html"]);
    expect([exit, stderr.includes("MB4044")]).toEqual([1, true]);
  });
});
