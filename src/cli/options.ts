import { Argument, Command, InvalidArgumentError, Option } from "commander";
import { ALLOWABLE_CODES } from "../guard/refusal.ts";
import { SCHEMA_NAMES } from "../load/schema.ts";
import { ENCODINGS } from "../model/encoding.ts";
import { LANGUAGES } from "../model/settings.ts";
import { STATES } from "../model/user.ts";
import { SHELLS } from "../render/completion.ts";
import { IMPACT_DETAILS } from "../render/impacts.ts";
import type { Help } from "../render/words/en/help.ts";
import type { Context, GlobalFlags } from "./context.ts";
import type { Exit } from "./exit.ts";
import { explained } from "./help.ts";
import { VERSION } from "./version.ts";

type Act<F> = (context: Context, flags: F, args: readonly string[]) => Promise<Exit>;

/** The table of commands: names, flags, examples. What a command does is loaded when it is called. */
export function programOf(help: Help, ended: (exit: Exit) => void): Command {
  const example = (command: Command, lines: readonly string[]): Command =>
    command.addHelpText("after", `\n${help.titles["Examples:"]}\n${lines.map((line) => `  $ ${line}`).join("\n")}`);
  const program = example(new Command("meibo"), ["meibo init --yes", "meibo validate", "meibo plan", "meibo apply"])
    .version(VERSION, "--version")
    .addOption(new Option("--config <file>").default("meibo.yaml"))
    .addOption(new Option("--lang <language>").choices(LANGUAGES))
    .addOption(new Option("--color <when>").choices(["auto", "always", "never"]).default("auto"))
    .option("--json")
    .option("--quiet")
    .addOption(new Option("--log-format <form>").choices(["text", "json"]).default("text"))
    .option("--trace")
    .option("--no-input")
    .exitOverride();
  const acting =
    <F>(load: () => Promise<Act<F>>) =>
    async (...parameters: readonly unknown[]) => {
      const command = parameters.at(-1);
      if (!(command instanceof Command)) throw new Error("a command's action was called without its command");
      const { openContext } = await import("./context.ts");
      const context = await openContext(program.opts<GlobalFlags>());
      try {
        const act = await load();
        // A flag of `log` is one of `log show` too: commander gives it to the first that knows it.
        ended(await act(context, command.optsWithGlobals<F & object>(), command.args));
      } finally {
        context.screen.end();
      }
    };

  example(program.command("init"), [
    "meibo init",
    "meibo init --yes --tenant aoba --codeowners @aoba-denki/it-help",
    "meibo init --from ~/Downloads/users.csv",
  ])
    .option("--yes")
    .option("--from <file>")
    .option("--tenant <name>")
    .option("--codeowners <team>")
    .action(acting(async () => (await import("./init.ts")).init));

  example(program.command("doctor"), ["meibo doctor", "meibo doctor --json"]).action(
    acting(async () => (await import("./doctor.ts")).doctor),
  );

  const imports = example(program.command("import"), [
    "meibo import ~/Downloads/users.csv",
    "meibo import --from-connector --out users/all.yaml",
    "meibo import ~/Downloads/users.csv --suggest-roles --split-by domain --dry-run",
  ])
    .argument("[files...]")
    .option("--from-connector")
    .option("--out <file>")
    .addOption(new Option("--split-by <part>").choices(["department", "domain", "none"]).default("none"))
    .addOption(new Option("--format <form>").choices(["yaml", "csv"]).default("yaml"))
    .option("--suggest-roles")
    .option("--no-roles")
    .addOption(new Option("--encoding <encoding>").choices(ENCODINGS))
    .option("--dry-run")
    .action(acting(async () => (await import("./import.ts")).importUsers));
  example(imports.command("hr"), ["meibo import hr employees.csv --profile smarthr --dry-run"])
    .argument("<file>")
    .requiredOption("--profile <name>")
    .addOption(new Option("--match <what>").choices(["employeeId", "loginId"]))
    .option("--dry-run")
    .action(acting(async () => (await import("./import-hr.ts")).importHr));

  example(program.command("validate"), [
    "meibo validate",
    "meibo validate --format github --changed-since origin/main",
    "meibo validate --format sarif > meibo.sarif",
  ])
    .addOption(new Option("--format <form>").choices(["text", "json", "github", "sarif"]).default("text"))
    .option("--changed-since <revision>")
    .action(acting(async () => (await import("./validate.ts")).validate));

  example(program.command("plan"), [
    "meibo plan",
    "meibo plan --out plan.json",
    "meibo plan --detailed-exitcode   # 2 when there are changes",
    "meibo plan --only role:sales-agent --only ann@aoba.example",
    "meibo plan --as-of 2027-05-01",
  ])
    .option("--out <file>")
    .option("--md <file>")
    .option("--html <file>")
    .option("--detailed-exitcode")
    .addOption(onlyOption())
    .option("--due")
    .addOption(new Option("--as-of <date>").argParser(realDay))
    .addOption(new Option("--impacts <which>").choices(IMPACT_DETAILS).default("important"))
    .option("--show-unchanged")
    .addOption(allowOption())
    .addOption(baseOption())
    .action(acting(async () => (await import("./plan.ts")).plan));

  example(program.command("apply"), ["meibo apply", "meibo apply plan.json --auto-approve", "meibo apply --resume"])
    .argument("[plan]")
    .option("--auto-approve")
    .option("--resume")
    .option("--html <file>")
    .addOption(onlyOption())
    .option("--due")
    .addOption(allowOption())
    .addOption(baseOption())
    .action(acting(async () => (await import("./apply.ts")).apply));

  example(program.command("show"), [
    "meibo show plan.json",
    "meibo show plan.json --md",
    "meibo show plan.json --csv > plan.csv",
  ])
    .argument("<plan>")
    .addOption(new Option("--md").conflicts(["html", "csv"]))
    .addOption(new Option("--html").conflicts(["md", "csv"]))
    .addOption(new Option("--csv").conflicts(["md", "html"]))
    .action(acting(async () => (await import("./show.ts")).show));

  example(program.command("report"), ["meibo report plan.json", "meibo report 2026-12-01T0915-3f9c2a7d --out run.html"])
    .argument("<plan>")
    .addOption(new Option("--out <file>").default("report.html"))
    .action(acting(async () => (await import("./report.ts")).report));

  selectionOptions(
    example(program.command("list"), [
      "meibo list",
      "meibo list --role sales-agent --state inactive",
      "meibo list --state inactive --with phone",
      "meibo list 'department:Sales' --columns loginId,name,phone --csv > people.csv",
      "meibo list --actual --json",
      "meibo list --unmanaged",
    ]).argument("[people...]"),
  )
    .option("--actual")
    .addOption(new Option("--unmanaged").conflicts(["role", "department", "file"]))
    .option("--columns <names>")
    .option("--csv")
    .action(acting(async () => (await import("./list.ts")).list));

  example(program.command("get"), ["meibo get ann@aoba.example", "meibo get ann@aoba.example --actual --json"])
    .argument("<login>")
    .option("--actual")
    .option("--csv")
    .action(acting(async () => (await import("./get.ts")).get));

  const csv = example(program.command("csv"), ["meibo csv export --role sales-agent --out sales.csv"]);
  selectionOptions(
    example(csv.command("export"), [
      "meibo csv export --role sales-agent --fields loginId,name,meetings.downloadFiles --out sales.csv",
      "meibo csv export --fields all --lang ja --encoding shift_jis > all.csv",
    ]).argument("[people...]"),
  )
    .option("--fields <names>")
    .addOption(encodingOption())
    .option("--out <file>")
    .option("--force")
    .action(acting(async () => (await import("./csv-export.ts")).exportCsv));
  example(csv.command("import"), ["meibo csv import sales.csv --dry-run", "meibo csv import sales.csv"])
    .argument("<file>")
    .option("--dry-run")
    .action(acting(async () => (await import("./csv-import.ts")).importCsv));

  example(program.command("template"), [
    "meibo template --lang ja --with-guide --out users/osaka.csv",
    "meibo template --fields extension,role,phone > new.csv",
  ])
    .option("--fields <names>")
    .option("--with-guide")
    .addOption(encodingOption())
    .option("--out <file>")
    .option("--force")
    .action(acting(async () => (await import("./template.ts")).template));

  example(program.command("explain"), [
    "meibo explain ann@aoba.example",
    "meibo explain ann@aoba.example phone.enabled",
  ])
    .argument("<login>")
    .argument("[field]")
    .option("--csv")
    .action(acting(async () => (await import("./explain.ts")).explain));

  example(program.command("drift"), ["meibo drift   # 2 when there is any", "meibo drift --accept ann@aoba.example"])
    .option("--accept <login...>")
    .option("--dry-run")
    .action(acting(async () => (await import("./drift.ts")).drift));

  example(program.command("upcoming"), ["meibo upcoming", "meibo upcoming --days 90 --json"])
    .addOption(new Option("--days <n>").argParser(daysAhead).default(30))
    .option("--csv")
    .action(acting(async () => (await import("./upcoming.ts")).upcoming));

  const extension = example(program.command("extension"), ["meibo extension list", "meibo extension next tokyo-sales"]);
  example(extension.command("list"), ["meibo extension list", "meibo extension list --json"]).action(
    acting(async () => (await import("./extension.ts")).listExtensions),
  );
  example(extension.command("next"), ["meibo extension next tokyo-sales"])
    .argument("<pool>")
    .action(acting(async () => (await import("./extension.ts")).nextExtension));

  const roles = example(program.command("roles"), ["meibo roles list", "meibo roles diff sales-agent sales-lead"]);
  example(roles.command("list"), ["meibo roles list", "meibo roles list --json"]).action(
    acting(async () => (await import("./roles.ts")).listRoles),
  );
  example(roles.command("show"), ["meibo roles show sales-agent"])
    .argument("<role>")
    .action(acting(async () => (await import("./roles.ts")).showRole));
  example(roles.command("diff"), ["meibo roles diff sales-agent sales-lead"])
    .argument("<before>")
    .argument("<after>")
    .action(acting(async () => (await import("./roles.ts")).diffRoles));
  example(roles.command("suggest"), ["meibo roles suggest", "meibo roles suggest --json"]).action(
    acting(async () => (await import("./roles.ts")).suggestFromUsers),
  );

  example(program.command("seats"), ["meibo seats", "meibo seats --json"])
    .option("--csv")
    .action(acting(async () => (await import("./seats.ts")).seats));

  const log = example(program.command("log"), ["meibo log", "meibo log --user ann@aoba.example", "meibo log show RUN"])
    .option("--user <login>")
    .option("--csv")
    .action(acting(async () => (await import("./log.ts")).log));
  example(log.command("show"), ["meibo log show 2026-12-01T0915-3f9c2a7d", "meibo log show 2026-12-01"])
    .argument("<run>")
    .action(acting(async () => (await import("./log.ts")).showRun));

  const state = example(program.command("state"), ["meibo state show", "meibo state unlock"]);
  example(state.command("show"), ["meibo state show", "meibo state show --json"]).action(
    acting(async () => (await import("./state.ts")).showState),
  );
  example(state.command("unlock"), ["meibo state unlock", "meibo state unlock --yes"])
    .option("--yes")
    .action(acting(async () => (await import("./state.ts")).unlockState));
  example(state.command("export"), ["meibo state export > state.json", "meibo state export state.json"])
    .argument("[file]")
    .action(acting(async () => (await import("./state.ts")).exportState));
  example(state.command("repair"), ["meibo state repair --yes"])
    .option("--yes")
    .action(acting(async () => (await import("./repair.ts")).repairState));

  example(program.command("undo"), ["meibo undo 2026-12-01T0915-3f9c2a7d", "meibo undo 2026-12-01 --dry-run"])
    .argument("<run>")
    .option("--dry-run")
    .action(acting(async () => (await import("./undo.ts")).undo));

  example(program.command("add"), [
    "meibo add mai.kobayashi@aoba.example --name 'Mai Kobayashi' --start 2026-12-01",
    "meibo add ann@aoba.example --name Ann --file users/it.yaml --extension next phoneMobile=yes",
  ])
    .argument("<login>")
    .argument("[words...]")
    .requiredOption("--name <name>")
    .option("--file <file>")
    .addOption(repeated("--role <role>"))
    .option("--extension <number>")
    .addOption(new Option("--start <date>").argParser(realDay))
    .option("--department <name>")
    .option("--employee-id <id>")
    .option("--dry-run")
    .action(acting(async () => (await import("./add.ts")).add));

  selectionOptions(
    example(program.command("set"), [
      "meibo set ann@aoba.example role=sales-lead phoneMobile=yes",
      "meibo set ann@aoba.example --adopt",
      "meibo set --role sales-agent --file 'users/jakarta/*' analytics.downloadRecordings=no --dry-run",
    ]).argument("[words...]"),
  )
    .option("--adopt")
    .option("--dry-run")
    .action(acting(async () => (await import("./set.ts")).set));

  selectionOptions(
    example(program.command("unset"), [
      "meibo unset ann@aoba.example phoneMobile",
      "meibo unset --department Osaka leave",
    ]).argument("[words...]"),
  )
    .option("--dry-run")
    .action(acting(async () => (await import("./set.ts")).unset));

  example(program.command("rename"), ["meibo rename yui.nakamura@aoba.example yui.kato@aoba.example --name 'Yui Kato'"])
    .argument("<old>")
    .argument("<new>")
    .option("--name <name>")
    .option("--dry-run")
    .action(acting(async () => (await import("./rename.ts")).rename));

  example(program.command("leave"), [
    "meibo leave ann@aoba.example --from 2026-11-10 --until 2027-04-30 --reason childcare",
  ])
    .argument("<login>")
    .addOption(new Option("--from <date>").argParser(realDay).makeOptionMandatory())
    .addOption(new Option("--until <date>").argParser(realDay))
    .option("--reason <text>")
    .option("--dry-run")
    .action(acting(async () => (await import("./leaving.ts")).leave));

  example(program.command("offboard"), ["meibo offboard ann@aoba.example --last-day 2026-11-28 --reason HR-2310"])
    .argument("<login>")
    .addOption(new Option("--last-day <date>").argParser(realDay).makeOptionMandatory())
    .option("--reason <text>")
    .option("--dry-run")
    .action(acting(async () => (await import("./leaving.ts")).offboard));

  example(program.command("lock"), ["meibo lock ann@aoba.example --reason INC-77"])
    .argument("<login>")
    .option("--reason <text>")
    .option("--dry-run")
    .action(acting(async () => (await import("./leaving.ts")).lock));

  example(program.command("move"), [
    "meibo move ann@aoba.example users/support.yaml --role support-lead --extension next",
  ])
    .argument("<login>")
    .argument("<file>")
    .argument("[words...]")
    .addOption(repeated("--role <role>"))
    .option("--extension <number>")
    .option("--dry-run")
    .action(acting(async () => (await import("./move.ts")).move));

  const approve = example(program.command("approve"), [
    "meibo approve delete ken@aoba.example --by @aoba/it-security --reason HR-2291",
  ]);
  example(approve.command("delete"), [
    "meibo approve delete ken@aoba.example --by @aoba/it-security --reason HR-2291 --expires 2026-12-31",
  ])
    .argument("<login>")
    .requiredOption("--by <who>")
    .requiredOption("--reason <text>")
    .addOption(new Option("--expires <date>").argParser(realDay))
    .option("--override-waiting")
    .option("--dry-run")
    .action(acting(async () => (await import("./approve.ts")).approveDelete));
  example(program.command("fmt"), ["meibo fmt", "meibo fmt --check", "meibo fmt --prune users/sales.yaml"])
    .argument("[files...]")
    .option("--check")
    .option("--prune")
    .option("--dry-run")
    .action(acting(async () => (await import("./fmt.ts")).format));

  const passwords = example(program.command("passwords"), ["meibo passwords list"]);
  example(passwords.command("list"), ["meibo passwords list", "meibo passwords list --json"]).action(
    acting(async () => (await import("./passwords.ts")).listPasswords),
  );

  example(program.command("completion"), ["meibo completion bash", "source <(meibo completion zsh)"])
    .addArgument(new Argument("<shell>").choices(SHELLS))
    .action(acting(async () => (await import("./completion.ts")).completion));

  example(program.command("schema"), [
    "meibo schema users",
    "meibo schema --write",
    "meibo schema --check   # 1 when schemas/ is out of date",
  ])
    .addArgument(new Argument("[name]").choices(SCHEMA_NAMES))
    .addOption(new Option("--write").conflicts("check"))
    .option("--check")
    .action(acting(async () => (await import("./schema.ts")).schema));

  const tenant = example(program.command("tenant"), [
    "meibo tenant seed --users 138",
    "meibo tenant serve",
    "meibo tenant reset",
  ]);
  example(tenant.command("seed"), ["meibo tenant seed --users 138", "meibo tenant seed --from users.csv"])
    .addOption(new Option("--users <n>").argParser(wholeNumber).default(138))
    .addOption(new Option("--seed <n>").argParser(wholeNumber).default(1))
    .option("--from <file>")
    .action(acting(async () => (await import("./tenant.ts")).seedTenant));
  example(tenant.command("reset"), ["meibo tenant reset --yes"])
    .option("--yes")
    .action(acting(async () => (await import("./tenant.ts")).resetTenant));
  example(tenant.command("serve"), [
    "meibo tenant serve --port 8787",
    "meibo tenant serve --open",
    "meibo tenant serve --host 0.0.0.0 --tls-key key.pem --tls-cert cert.pem --name tenant.aoba.example",
  ])
    .addOption(new Option("--host <address>").default("127.0.0.1"))
    .addOption(new Option("--port <n>").argParser(wholeNumber).default(8787))
    .option("--name <host...>")
    .option("--tls-key <file>")
    .option("--tls-cert <file>")
    .option("--behind-proxy")
    .option("--open")
    .action(acting(async () => (await import("./serve.ts")).serveTenant));
  example(tenant.command("password"), ["meibo tenant password it-admin@aoba-denki.example"])
    .argument("<login>")
    .action(acting(async () => (await import("./tenant-password.ts")).makePassword));
  example(tenant.command("settings"), [
    "meibo tenant settings",
    "meibo tenant settings --set rejects=row visibleAfterMs=60000",
    "meibo tenant settings --set rejects=default",
  ])
    .option("--set <name=value...>")
    .action(acting(async () => (await import("./tenant-settings.ts")).tenantSettings));
  const token = example(tenant.command("token"), [
    "meibo tenant token create --scope write",
    "meibo tenant token list",
  ]);
  example(token.command("create"), ["meibo tenant token create --scope read --name plan"])
    .addOption(new Option("--scope <scope>").choices(["read", "write"]).default("read"))
    .addOption(new Option("--name <name>").default("meibo"))
    .action(acting(async () => (await import("./tenant-token.ts")).createToken));
  example(token.command("list"), ["meibo tenant token list"]).action(
    acting(async () => (await import("./tenant-token.ts")).listTokens),
  );
  example(token.command("revoke"), ["meibo tenant token revoke 0f8c1f0e-6d0c-4d4e-9d3e-2b7f6a1c9e55"])
    .argument("<id>")
    .action(acting(async () => (await import("./tenant-token.ts")).revokeToken));
  return explained(program, help);
}

function allowOption(): Option {
  return new Option("--allow <code>").argParser((code: string, before: readonly string[] = []) => {
    if (ALLOWABLE_CODES.includes(code)) return [...before, code];
    throw new InvalidArgumentError(`It cannot be let through. Codes that can: ${ALLOWABLE_CODES.join(", ")}.`);
  });
}

function baseOption(): Option {
  return new Option("--base <revision>");
}

/** May be given several times. */
function onlyOption(): Option {
  return repeated("--only <pattern>");
}

function repeated(flags: string): Option {
  return new Option(flags).argParser((word: string, before: readonly string[] = []) => [...before, word]);
}

/** Without its mark, a spreadsheet takes UTF-8 for something else. */
function encodingOption(): Option {
  return new Option("--encoding <encoding>").choices(ENCODINGS).default("utf-8-bom");
}

/** What chooses people (`PeopleFlags`). */
function selectionOptions(command: Command): Command {
  return command
    .addOption(repeated("--role <role>"))
    .addOption(repeated("--department <department>"))
    .addOption(new Option("--state <state>").choices(STATES))
    .addOption(repeated("--file <glob>"))
    .addOption(repeated("--with <field>"))
    .option("--logins <file>");
}

function realDay(text: string): string {
  const day = new Date(`${text}T00:00:00Z`);
  const isReal = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(day.getTime());
  if (isReal && day.toISOString().startsWith(text)) return text;
  throw new InvalidArgumentError("It is no day, such as 2027-05-01.");
}

function wholeNumber(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It is no whole number.");
}

const MOST_DAYS = 366;

function daysAhead(text: string): number {
  const days = wholeNumber(text);
  if (days <= MOST_DAYS) return days;
  throw new InvalidArgumentError(`At most ${MOST_DAYS}.`);
}
