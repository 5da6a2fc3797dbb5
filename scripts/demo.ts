/**
 * The main job from beginning to end, in a folder of its own that is gone afterwards: a tenant with 138 people is
 * imported, an admin changes some files, makes a mistake, mends it, plans and applies; nothing is left to plan.
 */
import { spawnSync } from "node:child_process";
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const MEIBO = join(dirname(import.meta.dirname), "dist", "cli", "main.js");
const folder = mkdtempSync(join(tmpdir(), "meibo-demo-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
process.on("SIGINT", () => process.exit(130));

say("A folder for the roster, and a made-up tenant of 138 people in it.");
meibo("init --yes --tenant aoba");
meibo("tenant seed --users 138");

say("The people of the tenant become files. A plan then has nothing to do.");
meibo("import --from-connector --out users/all.yaml");
meibo("plan");
meibo("apply");

say("An admin edits: a promotion, a leaver, and two joiners in a spreadsheet.");
edit("users/all.yaml", (text) => {
  const promoted = change(text, "hanako.sato@aoba-denki.example", "monitoring: false", "monitoring: true");
  return change(promoted, "dewi.lestari@aoba-denki.example", "state: active", "state: inactive");
});
write(
  "roles/sales.yaml",
  `roles:
  sales-agent:
    extends: [base]
    permissions:
      phone: true
      salesforce: true
      meetings: { enabled: true, downloadFiles: hostOnly }
`,
);
write(
  "users/joiners.csv",
  `loginId,name,extension,role,phone,phoneMobile
mai.kobayashi@aoba-denki.example,小林 舞,2140,sales-agent,,
rina.wulandari@aoba-denki.example,Rina Wulandari,3115,sales-agent,no,yes
`,
);

say("One cell is wrong, and meibo says which.");
meibo("validate", 1);

say("Mended. What would happen?");
edit("users/joiners.csv", (text) => text.replace("no,yes", ",yes"));
meibo("validate");
meibo("plan --out plan.json");

say("Carried out, and nothing is left to plan.");
meibo("apply plan.json --auto-approve");
meibo("plan");
say("Done. The folder of the demo is removed; nothing else was touched.");

function meibo(line: string, expected = 0): void {
  console.log(`$ meibo ${line}`);
  const output = openSync(join(folder, "output.txt"), "w+");
  const { status } = spawnSync(process.execPath, [MEIBO, ...line.split(" ")], {
    cwd: folder,
    stdio: ["ignore", output, output],
  });
  closeSync(output);
  process.stdout.write(indent(readFileSync(join(folder, "output.txt"), "utf8")));
  if (status === expected) return;
  console.log(`meibo ended with ${status}, ${expected} was expected`);
  process.exit(1);
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, "  ");
}

function say(text: string): void {
  console.log(`\n# ${text}`);
}

function write(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

function edit(file: string, changed: (text: string) => string): void {
  const before = readFileSync(join(folder, file), "utf8");
  const after = changed(before);
  if (after === before) throw new Error(`the demo changes nothing in ${file}`);
  writeFileSync(join(folder, file), after);
}

/** Changes a word in one person's entry. */
function change(text: string, loginId: string, from: string, to: string): string {
  const at = text.indexOf(from, text.indexOf(loginId));
  return text.slice(0, at) + to + text.slice(at + from.length);
}
