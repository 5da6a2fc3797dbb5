import { Command, InvalidArgumentError, Option } from "commander";
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
      const act = await load();
      ended(await act(context, command.opts<F & object>(), command.args));
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
  ])
    .description("show what would change, and write nothing to the tenant")
    .option("--out <file>", "save the plan for meibo apply")
    .option("--detailed-exitcode", "exit with 2 when there are changes")
    .action(acting(async () => (await import("./plan.ts")).plan));

  example(program.command("apply"), ["meibo apply", "meibo apply plan.json --auto-approve"])
    .description("carry a plan out, at most 100 users a chunk; asks first")
    .argument("[plan]", "a plan saved by meibo plan --out; without it a new plan is made")
    .option("--auto-approve", "do not ask; needed where nobody can be asked")
    .action(acting(async () => (await import("./apply.ts")).apply));

  example(program.command("list"), ["meibo list", "meibo list --actual --json", "meibo list --unmanaged"])
    .description("list the declared users, or those of the tenant")
    .option("--actual", "as the tenant shows them")
    .option("--unmanaged", "users of the tenant who stand in no file")
    .action(acting(async () => (await import("./list.ts")).list));

  const tenant = example(program.command("tenant"), [
    "meibo tenant seed --users 138",
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
  for (const command of [program, tenant, ...program.commands, ...tenant.commands]) inherit(program, command);
  return program;
}

function example(command: Command, lines: readonly string[]): Command {
  return command.addHelpText("after", `\nExamples:\n${lines.map((line) => `  $ ${line}`).join("\n")}`);
}

function inherit(program: Command, command: Command): void {
  if (command !== program) command.copyInheritedSettings(program);
  command.helpOption("--help", "print this help").helpCommand(false);
}

function wholeNumber(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It is no whole number.");
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
