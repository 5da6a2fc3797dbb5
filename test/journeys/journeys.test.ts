import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { asLoginId } from "../../src/model/user.ts";
import { openTenant } from "../../src/tenant/tenant.ts";
import { meibo, put } from "../cli/command.ts";
import { aobaFolder, type Journey, journeyIn, wordsIn } from "./journey.ts";

const PROFILE = `
hrProfiles:
  smarthr:
    match: employeeId
    columns:
      employeeId: 社員番号
      name: ["姓", "名"]
      loginId: メールアドレス
      department: 部署
      startDate: 入社年月日
      endDate: 退社年月日
      status: { column: 在籍状況, map: { 在職: active, 休職: inactive, 退職: inactive } }
    fileByDepartment:
      tokyo-sales: users/tokyo-sales.yaml
`;

/** Somebody who joins, somebody who leaves, a leave, a move, a name, and people whom MiiTel does not know. */
const EMPLOYEES = `社員番号,姓,名,生年月日,住所,メールアドレス,部署,入社年月日,退社年月日,在籍状況
10301,小林,舞,1999/04/02,東京都,mai.kobayashi@aoba-denki.example,tokyo-sales,2026/12/1,,在職
10302,新井,誠,1990/01/01,大阪府,makoto.arai@aoba-denki.example,osaka,2026/12/01,,在職
10275,Dewi,Lestari,1992/02/03,Jakarta,dewi.lestari@aoba-denki.example,,2020/4/1,2026/11/28,在職
10235,武田,康平,1985/05/05,東京都,kohei.takeda@aoba-denki.example,support,2015/4/1,,休職
10204,加藤,結衣,1991/07/07,東京都,yui.kato@aoba-denki.example,tokyo-sales,2018/4/1,,在職
,佐藤,花子,1988/08/08,東京都,hanako.sato@aoba-denki.example,tokyo-sales,2012/4/1,,在職
90001,工場,太郎,1970/01/01,千葉県,,factory,1995/4/1,,在職
`;

/** Each is a story of an admin, in a folder of its own; what is printed is kept beside the tests. */
function tells(name: string, firstDay: string, story: (journey: Journey) => void): void {
  test(name, { timeout: 60_000 }, async () => {
    const journey = journeyIn(aobaFolder(firstDay), firstDay);
    story(journey);
    const file = `${name.replaceAll(/[^A-Za-z0-9]+/g, "-").toLowerCase()}.txt`;
    await expect(journey.transcript()).toMatchFileSnapshot(join("..", "golden", "journeys", file));
  });
}

function text({ folder }: Journey, file: string): string {
  return readFileSync(join(folder, file), "utf8");
}

describe("an admin", () => {
  tells("J1 new admin takes over an existing tenant", "2026-11-20", (journey) => {
    // What the console gives them to download, and a folder with nothing else in it.
    const tenant = openTenant({
      database: join(journey.folder, ".meibo", "tenant.db"),
      now: () => "2026-11-20T03:00:00Z",
    });
    tenant.change({ headerLanguage: "ja" });
    const download = tenant.template("update", { encoding: "shift_jis" });
    tenant.close();
    for (const name of ["meibo.yaml", "roles", "users", ".meibo/state.db"])
      rmSync(join(journey.folder, name), { recursive: true });
    put(journey.folder, "Downloads/users.csv", download);
    journey.run("init --yes --tenant aoba --from Downloads/users.csv");
    expect(journey.run("import Downloads/users.csv --suggest-roles --lang en")).toContain("shift_jis, header ja");
    expect(journey.run("plan --lang ja")).toContain("変更はありません。");
    expect(journey.run("fmt --check --lang en")).toContain("nothing to change");
  });

  tells("J2 joiner", "2026-11-20", (journey) => {
    journey.run(
      'add mai.kobayashi@aoba-denki.example --name "小林 舞" --file users/tokyo-sales.yaml --start 2026-12-01',
    );
    expect(text(journey, "users/tokyo-sales.yaml")).toMatch(
      /\n\n {2}- loginId: mai\.kobayashi@aoba-denki\.example\n {4}name: 小林 舞\n {4}extension: "\d+"\n {4}startDate: 2026-12-01\n$/,
    );
    expect(journey.run("plan --lang en")).toContain("No changes");
    journey.on("2026-12-01");
    expect(journey.run("apply --auto-approve")).toContain("1 created");
    expect(journey.run("plan")).toContain("No changes");
  });

  tells("J3 leaver", "2026-11-20", (journey) => {
    const before = text(journey, "users/jakarta/sales.csv");
    journey.run('offboard dewi.lestari@aoba-denki.example --last-day 2026-11-28 --reason "HR-2310"');
    const after = text(journey, "users/jakarta/sales.csv").split("\n");
    const untouched = before.split("\n").filter((line, row) => after[row] === `${line},` || line === after[row]);
    expect(untouched).toHaveLength(before.split("\n").length - 2);
    journey.on("2026-11-29");
    expect(journey.run("apply --auto-approve")).toContain("1 deactivated");
    journey.run(
      'approve delete dewi.lestari@aoba-denki.example --by @aoba-denki/it-security --reason "HR-2310" --expires 2027-03-31',
    );
    journey.run("set dewi.lestari@aoba-denki.example state=absent");
    journey.on("2027-01-10");
    expect(journey.run("apply --auto-approve")).toContain("1 deleted");
  });

  tells("J4 department transfer", "2026-11-20", (journey) => {
    journey.run("move ichiro.takahashi@aoba-denki.example users/support.yaml --role support-lead --extension next");
    journey.run("plan --only ichiro.takahashi@aoba-denki.example --lang en");
    expect(text(journey, "users/tokyo-sales.yaml")).not.toContain("ichiro");
  });

  tells("J5 mass permission change by CSV", "2026-11-20", (journey) => {
    const fields = "loginId,name,analytics.downloadRecordings,meetings.downloadFiles";
    journey.run(`csv export --role sales-agent --fields ${fields} --lang ja --encoding utf-8-bom --out sales.csv`);
    // In Excel: six in ten of the sales agents.
    const [header = "", ...rows] = text(journey, "sales.csv").split("\r\n");
    const agents = rows.length - 1;
    const most = Math.ceil(agents * 0.6);
    const edited = rows.map((row, index) => (index < most ? row.replace("いいえ", "はい") : row));
    put(journey.folder, "sales.csv", [header, ...edited].join("\r\n"));
    const changed = edited.filter((row, index) => row !== rows[index]).length;
    expect(journey.run("csv import sales.csv --lang en")).toContain(
      `analytics.downloadRecordings  ${changed} users  no → yes`,
    );
    expect(journey.transcript()).toContain(`${changed} of ${agents} users get the same analytics.downloadRecordings.`);
    expect(journey.run("plan --lang en --impacts none")).toContain(`${changed} to update`);
    expect(journey.run("csv import sales.csv")).toContain("The files say so already.");
  });

  tells("J6 leave of absence", "2026-11-01", (journey) => {
    journey.run("unset rei.yamada@aoba-denki.example state note");
    journey.run("leave rei.yamada@aoba-denki.example --from 2026-11-10 --until 2027-04-30 --reason childcare");
    expect(text(journey, "users/osaka/rei.yamada.yaml")).toContain(
      "  leave:\n    from: 2026-11-10\n    until: 2027-04-30\n    reason: childcare\n",
    );
    journey.run("upcoming --days 250");
  });

  tells("J7 rename after marriage", "2026-11-20", (journey) => {
    journey.run('rename yui.nakamura@aoba-denki.example yui.kato@aoba-denki.example --name "加藤 結衣"');
    expect(journey.run("plan --lang ja")).toContain("手作業 1");
  });

  tells("J8 drift made in the console by a colleague", "2026-11-20", (journey) => {
    colleague(journey, "set aoi.mizuno@aoba-denki.example monitoring=yes");
    expect(journey.run("drift")).toContain("aoi.mizuno");
    journey.run("drift --accept aoi.mizuno@aoba-denki.example");
    expect(text(journey, "users/support.yaml")).toContain("    permissions: { monitoring: true }\n");
    expect(journey.run("drift")).toContain("No drift");
  });

  tells("J9 failed row in a chunk", "2026-11-20", (journey) => {
    const tenant = openTenant({
      database: join(journey.folder, ".meibo", "tenant.db"),
      now: () => "2026-11-20T03:00:00Z",
    });
    tenant.change({ reusesDeleted: false, rejects: "row" });
    const gone = { loginId: asLoginId("rei.suzuki@aoba-denki.example") };
    tenant.delete(gone, "colleague");
    tenant.close();
    journey.run("drift --accept rei.suzuki@aoba-denki.example");
    for (const [login, name] of [
      ["rei.suzuki", "鈴木 玲"],
      ["mai.kobayashi", "小林 舞"],
      ["emi.okada", "岡田 恵美"],
    ] as const)
      journey.run(`add ${login}@aoba-denki.example --name "${name}" --file users/tokyo-sales.yaml`);
    expect(journey.run("apply --auto-approve")).toContain("MB4002");
    journey.run("rename rei.suzuki@aoba-denki.example rei.suzuki2@aoba-denki.example");
    // The number of somebody deleted is not free again in this tenant either.
    journey.run("set mai.kobayashi@aoba-denki.example extension=2133");
    const { folder } = journey;
    put(
      folder,
      "users/tokyo-sales.yaml",
      text(journey, "users/tokyo-sales.yaml").replace(/ {4}previousLoginIds.*\n/, ""),
    );
    expect(journey.run("apply --resume --auto-approve")).toContain("1 created");
    expect(journey.run("plan")).toContain("No changes");
  });

  tells("J9 an account that is there already", "2026-11-20", (journey) => {
    const login = "mai.kobayashi@aoba-denki.example";
    colleague(journey, `add ${login} --name "小林" --file users/support.yaml state=inactive`);
    journey.run(`get ${login} --actual`);
    journey.run(`add ${login} --name "小林 舞" --file users/tokyo-sales.yaml`);
    journey.run(`set ${login} --adopt`);
    expect(journey.run("apply --auto-approve")).toContain("1 updated, 1 activated");
  });

  tells("J10 seat limit reached", "2026-11-20", (journey) => {
    for (const name of ["a", "b", "c", "d", "e"])
      journey.run(`add new.${name}@aoba-denki.example --name "New ${name}" --file users/support.yaml --extension none`);
    expect(journey.run("plan --lang en")).toContain("MB2201");
    expect(journey.transcript()).toContain("(exit 3)");
    journey.run("list --state inactive --with phone");
    journey.run("seats");
  });

  tells("J11 urgent lock-out", "2026-11-20", (journey) => {
    journey.run('lock hiroki.mori@aoba-denki.example --reason "INC-77"');
    expect(journey.run("apply --auto-approve --only hiroki.mori@aoba-denki.example")).toContain("1 deactivated");
  });

  tells("J12 HR feed", "2026-11-20", (journey) => {
    const { folder } = journey;
    put(folder, "meibo.yaml", `${text(journey, "meibo.yaml")}${PROFILE}`);
    put(folder, "従業員一覧.csv", iconv.encode(EMPLOYEES, "cp932"));
    journey.run("import hr 従業員一覧.csv --profile smarthr --dry-run --lang en");
    expect(text(journey, "users/tokyo-sales.yaml")).not.toContain("mai.kobayashi");
    journey.run("import hr 従業員一覧.csv --profile smarthr --lang ja");
    expect(text(journey, "users/tokyo-sales.yaml")).toMatch(
      /mai\.kobayashi@.*\n {4}name: 小林 舞\n {4}employeeId: "10301"\n {4}startDate: 2026-12-01\n/,
    );
    expect(text(journey, "users/jakarta/sales.csv")).toContain("2026-11-28");
    expect(journey.run("import hr 従業員一覧.csv --profile smarthr")).toContain("The files say so already.");
    journey.run("plan --lang en --impacts none");
  });
});

/** What somebody does in the console: the tenant gets it; the files and what meibo remembers do not. */
function colleague({ folder }: Journey, line: string): void {
  const file = join(folder, "users", "support.yaml");
  const before = readFileSync(file);
  const config = readFileSync(join(folder, "meibo.yaml"), "utf8");
  put(folder, "colleague.yaml", `${config}\nstate: { kind: sqlite, path: .meibo/colleague.db }\n`);
  for (const words of [wordsIn(line), ["--config", "colleague.yaml", "apply", "--auto-approve"]]) {
    const { exit, stderr } = meibo(folder, words);
    if (exit !== 0) throw new Error(stderr);
  }
  put(folder, "users/support.yaml", before);
}
