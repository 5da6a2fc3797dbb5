import type { Argument, Command, Option } from "commander";

/** Something that may stand where the cursor is. */
export type Asked =
  | { readonly kind: "fixed"; readonly words: readonly string[] }
  /** `keys` are its names in the table of values, the closest first. */
  | { readonly kind: "value"; readonly keys: readonly string[]; readonly before: readonly string[] };

export interface Spot {
  /** What `--config` says before it. */
  readonly config: string | undefined;
  /** The part of the word that stays, such as `--only=`. */
  readonly begin: string;
  readonly asked: readonly Asked[];
}

interface Way {
  readonly command: Command;
  /** Its names, without the program's. */
  readonly path: readonly string[];
  readonly before: readonly string[];
  /** An option that waits for its value. */
  readonly open: Option | undefined;
  readonly config: string | undefined;
  /** After `--`, nothing is a flag. */
  readonly ended: boolean;
}

/** Goes along a command line as commander does, to what may come next. */
export function walk(program: Command, words: readonly string[], typed: string): Spot {
  const start: Way = { command: program, path: [], before: [], open: undefined, config: undefined, ended: false };
  const way = words.reduce(step, start);
  const { config, open, ended } = way;
  const isFlag = !ended && typed.startsWith("-");
  if (open !== undefined && !(isFlag && open.variadic)) return { config, begin: "", asked: [ofOption(open, way)] };
  if (!isFlag) return { config, begin: "", asked: ofWord(way) };
  const [flag = "", value] = typed.split(/=(.*)/s);
  const option = value === undefined ? undefined : optionOf(way, flag);
  if (option !== undefined) return { config, begin: `${flag}=`, asked: [ofOption(option, way)] };
  return { config, begin: "", asked: [{ kind: "fixed", words: flagsOf(way) }] };
}

function step(way: Way, word: string): Way {
  const { command, path, before, open, ended } = way;
  const isFlag = !ended && /^-./s.test(word);
  if (open !== undefined && !(open.variadic && isFlag)) return { ...taken(way, open, word), open: stillOpen(open) };
  if (isFlag) return word === "--" ? { ...way, open: undefined, ended: true } : flagged(way, word);
  const below = before.length === 0 ? command.commands.find((each) => each.name() === word) : undefined;
  if (below === undefined) return { ...way, before: [...before, word] };
  return { ...way, command: below, path: [...path, word] };
}

function flagged(way: Way, word: string): Way {
  const [flag = "", value] = word.split(/=(.*)/s);
  const option = optionOf(way, flag);
  const closed = { ...way, open: undefined };
  if (option === undefined || !takesValue(option)) return closed;
  return value === undefined ? { ...way, open: option } : taken(closed, option, value);
}

function takesValue({ required, optional }: Option): boolean {
  return required || optional;
}

function taken(way: Way, option: Option, value: string): Way {
  return option.long === "--config" ? { ...way, config: value } : way;
}

function stillOpen(option: Option): Option | undefined {
  return option.variadic ? option : undefined;
}

function optionOf(way: Way, flag: string): Option | undefined {
  return optionsOf(way).find(({ long, short }) => flag === long || flag === short);
}

function optionsOf({ command }: Way): readonly Option[] {
  const above = command.parent;
  return [...command.options, ...(above === null ? [] : rootOf(above).options)];
}

function rootOf(command: Command): Command {
  return command.parent === null ? command : rootOf(command.parent);
}

function flagsOf(way: Way): readonly string[] {
  return [...optionsOf(way).flatMap(({ long, hidden }) => (hidden || long === undefined ? [] : [long])), "--help"];
}

function ofWord(way: Way): readonly Asked[] {
  const { command, before } = way;
  const names = before.length === 0 ? command.commands.map((each) => each.name()) : [];
  const argument = argumentAt(command, before.length);
  const asked: readonly Asked[] = [
    ...(names.length === 0 ? [] : [{ kind: "fixed" as const, words: names }]),
    ...(argument === undefined ? [] : [ofArgument(argument, way)]),
  ];
  return asked.length > 0 || way.ended ? asked : [{ kind: "fixed", words: flagsOf(way) }];
}

function argumentAt({ registeredArguments: all }: Command, at: number): Argument | undefined {
  const last = all.at(-1);
  return all[at] ?? (last?.variadic === true ? last : undefined);
}

function ofArgument(argument: Argument, way: Way): Asked {
  const { argChoices } = argument;
  if (argChoices !== undefined) return { kind: "fixed", words: argChoices };
  return askedFor(`<${argument.name()}>`, [], way);
}

/** By the flag, by what its value is called, and both first with the command that they belong to. */
function ofOption({ argChoices, long, flags }: Option, way: Way): Asked {
  if (argChoices !== undefined) return { kind: "fixed", words: argChoices };
  return askedFor(
    long ?? "",
    [/<([^.>]+)/.exec(flags)?.[1] ?? ""].map((name) => `<${name}>`),
    way,
  );
}

function askedFor(name: string, more: readonly string[], { path, before }: Way): Asked {
  const names = [name, ...more];
  return { kind: "value", keys: [...names.map((each) => [...path, each].join(" ")), ...names], before };
}
