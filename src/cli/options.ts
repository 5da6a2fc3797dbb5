import { Command, InvalidArgumentError, Option } from "commander";
import { ALLOWABLE_CODES } from "../guard/refusal.ts";
import { safe, withoutCommands } from "../render/safe.ts";
import type { Context, GlobalFlags } from "./context.ts";
import type { Exit } from "./exit.ts";
import { VERSION } from "./version.ts";

type Act<F> = (context: Context, flags: F, args: readonly string[]) => Promise<Exit>;

/** The table of commands: names, flags, examples. What a command does is loaded when it is called. */
export function programOf(ended: (exit: Exit) => void): Command {
  const program = example(new Command("meibo"), ["meibo init --yes", "meibo validate", "meibo plan", "meibo apply"])
    .description("Users of a MiiTel tenant as YAML and CSV in git: plan, guard, apply.")
    .version(VERSION, "--version", "print the version")
    .helpOption("--help", "print this help")
    .helpCommand(false)
    .addOption(new Option("--config <file>", "the configuration").default("meibo.yaml"))
    .addOption(new Option("--color <when>", "colour").choices(["auto", "always", "never"]).default("auto"))
    .option("--json", "print the result as JSON")
    .option("--quiet", "say nothing but the result and problems")
    .addOption(
      new Option("--log-format <form>", "what stderr carries: sentences, or one JSON object a line")
        .choices(["text", "json"])
        .default("text"),
    )
    .option("--trace", "send OpenTelemetry spans of a run to OTEL_EXPORTER_OTLP_ENDPOINT")
    .option("--no-input", "never ask")
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ writeOut: toStdout, writeErr: toStderr })
    .exitOverride()
    .showHelpAfterError("(meibo --help lists the commands)");
  const acting =
    <F>(load: () => Promise<Act<F>>) =>
    async (...parameters: readonly unknown[]) => {
      const command = parameters.at(-1);
      if (!(command instanceof Command)) throw new Error("a command's action was called without its command");
      const { openContext } = await import("./context.ts");
      const context = openContext(program.opts<GlobalFlags>());
      try {
        const act = await load();
        ended(await act(context, command.opts<F & object>(), command.args));
      } finally {
        context.screen.end();
      }
    };

  example(program.command("init"), ["meibo init --yes", "meibo init --yes --tenant aoba"])
    .description("write meibo.yaml, a first role, the schemas and .gitignore; files that exist are kept")
    .requiredOption("--yes", "take the usual answers (the questions come later)")
    .option("--tenant <name>", "a short name for the tenant", "main")
    .action(acting(async () => (await import("./init.ts")).init));

  example(program.command("import"), [
    "meibo import ~/Downloads/users.csv",
    "meibo import --from-connector --out users/all.yaml",
  ])
    .description("write users from the console's CSV files, or from the tenant, as YAML")
    .argument("[files...]", "files of the console: update template or user list")
    .option("--from-connector", "read the tenant that meibo.yaml names")
    .option("--out <file>", "the file to write", "users/imported.yaml")
    .action(acting(async () => (await import("./import.ts")).importUsers));

  example(program.command("validate"), [
    "meibo validate",
    "meibo validate --format github --changed-since origin/main",
    "meibo validate --format sarif > meibo.sarif",
  ])
    .description("check all files; the tenant is not asked")
    .addOption(
      new Option("--format <form>", "how to tell").choices(["text", "json", "github", "sarif"]).default("text"),
    )
    .option("--changed-since <revision>", "tell errors, and warnings only in files that changed since a git revision")
    .action(acting(async () => (await import("./validate.ts")).validate));

  example(program.command("plan"), [
    "meibo plan",
    "meibo plan --out plan.json",
    "meibo plan --detailed-exitcode   # 2 when there are changes",
    "meibo plan --only role:sales-agent --only ann@aoba.example",
    "meibo plan --as-of 2027-05-01",
  ])
    .description("show what would change, and write nothing to the tenant")
    .option("--out <file>", "save the plan for meibo apply")
    .option("--detailed-exitcode", "exit with 2 when there are changes")
    .addOption(onlyOption())
    .option("--due", DUE)
    .addOption(new Option("--as-of <date>", "preview the plan of a day, such as 2027-05-01").argParser(realDay))
    .addOption(allowOption())
    .addOption(baseOption())
    .action(acting(async () => (await import("./plan.ts")).plan));

  example(program.command("apply"), ["meibo apply", "meibo apply plan.json --auto-approve", "meibo apply --resume"])
    .description("carry a plan out, at most 100 users a chunk; asks first")
    .argument("[plan]", "a plan saved by meibo plan --out; without it a new plan is made")
    .option("--auto-approve", "do not ask; needed where nobody can be asked")
    .option("--resume", "go on with the last run, for the same people, with the same codes let through")
    .addOption(onlyOption())
    .option("--due", DUE)
    .addOption(allowOption())
    .addOption(baseOption())
    .action(acting(async () => (await import("./apply.ts")).apply));

  example(program.command("list"), ["meibo list", "meibo list --actual --json", "meibo list --unmanaged"])
    .description("list the declared users, or those of the tenant")
    .option("--actual", "as the tenant shows them")
    .option("--unmanaged", "users of the tenant who stand in no file")
    .action(acting(async () => (await import("./list.ts")).list));

  example(program.command("explain"), [
    "meibo explain ann@aoba.example",
    "meibo explain ann@aoba.example phone.enabled",
  ])
    .description("tell where every value of a declared user comes from; the tenant is not asked")
    .argument("<login>", "a Login ID of the files")
    .argument("[field]", "one field, such as phone.enabled, or state")
    .action(acting(async () => (await import("./explain.ts")).explain));

  example(program.command("drift"), ["meibo drift   # 2 when there is any", "meibo drift --accept ann@aoba.example"])
    .description("show what was changed in the tenant although nobody changed the files")
    .option("--accept <login...>", "print what to write into the files so that they agree with the tenant")
    .action(acting(async () => (await import("./drift.ts")).drift));

  example(program.command("upcoming"), ["meibo upcoming", "meibo upcoming --days 90 --json"])
    .description("list what start dates, end dates, leaves and approvals bring; the tenant is not asked")
    .addOption(new Option("--days <n>", "how many days after today, at most 366").argParser(daysAhead).default(30))
    .action(acting(async () => (await import("./upcoming.ts")).upcoming));

  const extension = example(program.command("extension"), [
    "meibo extension list",
    "meibo extension next tokyo-sales",
  ]).description("extension numbers and the pools that meibo.yaml names");
  example(extension.command("list"), ["meibo extension list", "meibo extension list --json"])
    .description("show who has which number, pool by pool")
    .action(acting(async () => (await import("./extension.ts")).listExtensions));
  example(extension.command("next"), ["meibo extension next tokyo-sales"])
    .description("print the first number of a pool that nobody has, in the files or in the tenant")
    .argument("<pool>", "a pool of extensionPools in meibo.yaml")
    .action(acting(async () => (await import("./extension.ts")).nextExtension));

  example(program.command("seats"), ["meibo seats", "meibo seats --json"])
    .description("show the seats that are taken now and after the plan, beside the contract's")
    .action(acting(async () => (await import("./seats.ts")).seats));

  const log = example(program.command("log"), ["meibo log", "meibo log --user ann@aoba.example", "meibo log show RUN"])
    .description("list the runs of meibo apply, the newest first")
    .option("--user <login>", "what runs did to one person")
    .action(acting(async () => (await import("./log.ts")).log));
  example(log.command("show"), ["meibo log show 2026-12-01T0915-3f9c2a7d", "meibo log show 2026-12-01"])
    .description("show one run, chunk by chunk")
    .argument("<run>", "a run, or how its name begins")
    .action(acting(async () => (await import("./log.ts")).showRun));

  const state = example(program.command("state"), ["meibo state show", "meibo state unlock"]).description(
    "what meibo remembers: ledger, journal and lock",
  );
  example(state.command("show"), ["meibo state show", "meibo state show --json"])
    .description("show what meibo remembers, where, and who holds the lock")
    .action(acting(async () => (await import("./state.ts")).showState));
  example(state.command("unlock"), ["meibo state unlock", "meibo state unlock --yes"])
    .description("take the lock from a run that died")
    .option("--yes", "do not ask")
    .action(acting(async () => (await import("./state.ts")).unlockState));
  example(state.command("export"), ["meibo state export > state.json", "meibo state export state.json"])
    .description("copy ledger and journal as JSON")
    .argument("[file]", "an export that may be there is replaced; without it the copy goes to stdout")
    .action(acting(async () => (await import("./state.ts")).exportState));
  example(state.command("repair"), ["meibo state repair --yes"])
    .description("save what is whole in a damaged state file; the damaged one is kept aside")
    .option("--yes", "really do it")
    .action(acting(async () => (await import("./repair.ts")).repairState));

  example(program.command("undo"), ["meibo undo 2026-12-01T0915-3f9c2a7d", "meibo undo 2026-12-01 --dry-run"])
    .description("change the files so that the next apply leads back to how users were before a run")
    .argument("<run>", "a run, or how its name begins")
    .option("--dry-run", "show the change, write nothing")
    .action(acting(async () => (await import("./undo.ts")).undo));

  const passwords = example(program.command("passwords"), ["meibo passwords list"]).description(
    "first passwords of new users; meibo keeps them sealed and opens none",
  );
  example(passwords.command("list"), ["meibo passwords list", "meibo passwords list --json"])
    .description("show which sealed file holds whose first password; no key is needed")
    .action(acting(async () => (await import("./passwords.ts")).listPasswords));

  const tenant = example(program.command("tenant"), [
    "meibo tenant seed --users 138",
    "meibo tenant serve",
    "meibo tenant reset",
  ]).description("the embedded tenant, for first steps and rehearsals");
  example(tenant.command("seed"), ["meibo tenant seed --users 138", "meibo tenant seed --from users.csv"])
    .description("fill it with a made-up company, or with the users of a console file")
    .addOption(new Option("--users <n>", "how many").argParser(wholeNumber).default(138))
    .addOption(new Option("--seed <n>", "equal numbers make equal people").argParser(wholeNumber).default(1))
    .option("--from <file>", "a CSV file of the console")
    .action(acting(async () => (await import("./tenant.ts")).seedTenant));
  example(tenant.command("reset"), ["meibo tenant reset --yes"])
    .description("empty it")
    .option("--yes", "do not ask")
    .action(acting(async () => (await import("./tenant.ts")).resetTenant));
  example(tenant.command("serve"), [
    "meibo tenant serve --port 8787",
    "meibo tenant serve --open",
    "meibo tenant serve --host 0.0.0.0 --tls-key key.pem --tls-cert cert.pem --name tenant.aoba.example",
  ])
    .description("serve its admin console, and its API as schemas/tenant-api.yaml says")
    .option("--host <address>", "where to listen; others than this machine need TLS or a proxy", "127.0.0.1")
    .addOption(new Option("--port <n>", "0 takes any that is free").argParser(wholeNumber).default(8787))
    .option("--name <host...>", "names by which requests may come, beside those of this machine")
    .option("--tls-key <file>", "private key, PEM")
    .option("--tls-cert <file>", "certificate with its chain, PEM")
    .option("--behind-proxy", "something before it speaks TLS")
    .option("--open", "show the console in a browser")
    .action(acting(async () => (await import("./serve.ts")).serveTenant));
  example(tenant.command("password"), ["meibo tenant password it-admin@aoba-denki.example"])
    .description("make a new password for a user of it; it is shown this once")
    .argument("<login>", "the Login ID")
    .action(acting(async () => (await import("./tenant-password.ts")).makePassword));
  const token = example(tenant.command("token"), [
    "meibo tenant token create --scope write",
    "meibo tenant token list",
  ]).description("tokens for those who speak with the served tenant");
  example(token.command("create"), ["meibo tenant token create --scope read --name plan"])
    .description("make one; it is shown this once")
    .addOption(new Option("--scope <scope>", "what it may do").choices(["read", "write"]).default("read"))
    .option("--name <name>", "how the audit log calls who uses it", "meibo")
    .action(acting(async () => (await import("./tenant-token.ts")).createToken));
  example(token.command("list"), ["meibo tenant token list"])
    .description("list them, without the tokens themselves")
    .action(acting(async () => (await import("./tenant-token.ts")).listTokens));
  example(token.command("revoke"), ["meibo tenant token revoke 0f8c1f0e-6d0c-4d4e-9d3e-2b7f6a1c9e55"])
    .description("make one useless")
    .argument("<id>", "as the list says")
    .action(acting(async () => (await import("./tenant-token.ts")).revokeToken));
  for (const command of [program, ...below(program)]) inherit(program, command);
  return program;
}

function example(command: Command, lines: readonly string[]): Command {
  return command.addHelpText("after", `\nExamples:\n${lines.map((line) => `  $ ${line}`).join("\n")}`);
}

function below(command: Command): readonly Command[] {
  return command.commands.flatMap((one) => [one, ...below(one)]);
}

function inherit(program: Command, command: Command): void {
  if (command !== program) command.copyInheritedSettings(program);
  command.helpOption("--help", "print this help").helpCommand(false);
}

function allowOption(): Option {
  return new Option("--allow <code>", "let the refusals of guards with this code through; may be repeated").argParser(
    (code: string, before: readonly string[] = []) => {
      if (ALLOWABLE_CODES.includes(code)) return [...before, code];
      throw new InvalidArgumentError(`It cannot be let through. Codes that can: ${ALLOWABLE_CODES.join(", ")}.`);
    },
  );
}

function baseOption(): Option {
  return new Option("--base <revision>", "limits of meibo.yaml at this git revision count too; the stricter decide");
}

const DUE = "only what the calendar caused: starts, ends and leaves";

/** May be given several times. */
function onlyOption(): Option {
  return new Option(
    "--only <pattern>",
    "only these people: a Login ID, with * for any characters, role:NAME or department:NAME; may be repeated",
  ).argParser((pattern: string, before: readonly string[] = []) => [...before, pattern]);
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

function toStdout(text: string): void {
  process.stdout.write(safeLines(text));
}

function toStderr(text: string): void {
  process.stderr.write(safeLines(text));
}

/** What commander says repeats arguments, which may come from anywhere. */
function safeLines(text: string): string {
  return text
    .split("\n")
    .map((line) => withoutCommands(safe(line)))
    .join("\n");
}
