import { type Problem, problem, type Result, resultOf } from "../model/problem.ts";
import { DEFAULT_SETTINGS, HIGHEST_LIMITS, type Seats, type Settings, type SourceLimits } from "../model/settings.ts";
import { checkSettings } from "./checks/settings.ts";
import type { ConfigContent } from "./contents.ts";
import { CONFIG_FORMAT, type Document, readDocument } from "./document.ts";
import { millisecondsOf } from "./duration.ts";
import { isThere, readBytes } from "./files.ts";
import { finish } from "./finish.ts";
import { openYaml } from "./open.ts";
import { bytesOf } from "./size.ts";
import type { Source } from "./source.ts";
import { entryOf } from "./yaml.ts";

export interface ReadSettings {
  /** Absent when the file cannot be read at all; else what is wrong in it has its default. */
  readonly settings?: Settings;
  readonly document?: Document<ConfigContent>;
  readonly sources: readonly Source[];
  readonly problems: readonly Problem[];
}

/** Reads `meibo.yaml` alone, with every default filled in. `root` is its folder; problems name files relative to it. */
export async function loadSettings(root: string, configFile = "meibo.yaml"): Promise<Result<Settings>> {
  const { settings, sources, problems } = readSettings(root, configFile);
  const finished = finish(problems, sources);
  return settings === undefined ? { ok: false, problems: finished } : resultOf(settings, finished);
}

export function readSettings(root: string, file: string): ReadSettings {
  if (!isThere(root, file)) return { sources: [], problems: [problem("no-config", { file }, { place: { file } })] };
  const content = readBytes(root, file);
  if (!("bytes" in content)) return { sources: [], problems: [content] };
  const { source, problems } = openYaml(content);
  if (source === undefined || problems.length > 0) return { sources: source === undefined ? [] : [source], problems };
  const read = readDocument(source, CONFIG_FORMAT);
  const { document } = read;
  if (document === undefined) return { sources: [source], problems: read.problems };
  const newer = otherVersion(document);
  // A later version may well have keys that this one calls unknown.
  if (newer !== undefined) return { sources: [source], problems: [newer] };
  const all = [...read.problems, ...checkSettings(document)];
  return { settings: makeSettings(document.value), document, sources: [source], problems: all };
}

function otherVersion({ source, root, value }: Document<ConfigContent>): Problem | undefined {
  if (value.version === DEFAULT_SETTINGS.version) return undefined;
  const line = root.kind === "map" ? entryOf(root, "version")?.key.line : undefined;
  return problem("config-version", { version: value.version }, { place: { file: source.file, line: line ?? 1 } });
}

/** What is written, over what a missing key means. */
function makeSettings(config: ConfigContent): Settings {
  const usual = DEFAULT_SETTINGS;
  const { roles: usualRules } = usual.policy;
  return {
    ...usual,
    tenant: config.tenant,
    ...(config.language === undefined ? {} : { language: config.language }),
    timeZone: config.timeZone ?? usual.timeZone,
    connector: makeConnector(config.connector),
    state: makeState(config),
    subscriptions: config.subscriptions ?? usual.subscriptions,
    seats: makeSeats(config.seats),
    sources: makeSources(config.sources),
    defaults: config.defaults ?? usual.defaults,
    allowed: config.allowed ?? usual.allowed,
    extensionPools: config.extensionPools ?? usual.extensionPools,
    hrProfiles: makeProfiles(config.hrProfiles),
    headers: config.headers ?? usual.headers,
    onRemoval: config.onRemoval ?? usual.onRemoval,
    unmanaged: config.unmanaged ?? usual.unmanaged,
    ignore: config.ignore ?? usual.ignore,
    protect: config.protect ?? usual.protect,
    ignoreFields: config.ignoreFields ?? usual.ignoreFields,
    guards: { ...usual.guards, ...config.guards },
    policy: {
      files: (config.policy?.files ?? []).map((file) => ({ allow: [], deny: [], ...file })),
      roles: { ...usualRules, ...config.policy?.roles },
    },
    lifecycle: makeLifecycle(config.lifecycle),
    passwords: { ...usual.passwords, ...config.passwords },
    apply: makeApply(config.apply),
    output: { ...usual.output, ...config.output, comment: { ...usual.output.comment, ...config.output?.comment } },
    notify: makeNotify(config.notify),
  };
}

function makeSources(written: ConfigContent["sources"] = {}): Settings["sources"] {
  const { encoding = {}, limits, ...others } = written;
  return { ...DEFAULT_SETTINGS.sources, ...others, encoding: Object.entries(encoding), limits: makeLimits(limits) };
}

/** One that is out of range is a problem of its own; nothing is read beyond the highest. */
function makeLimits({
  fileSize = "",
  files,
  totalSize = "",
}: NonNullable<ConfigContent["sources"]>["limits"] = {}): SourceLimits {
  const highest = HIGHEST_LIMITS;
  return {
    fileSize: Math.min(bytesOf(fileSize) || highest.fileSize, highest.fileSize),
    files: Math.min(files || highest.files, highest.files),
    totalSize: Math.min(bytesOf(totalSize) || highest.totalSize, highest.totalSize),
  };
}

function makeConnector(written: ConfigContent["connector"] = {}): Settings["connector"] {
  const { kind, local, chunkSize } = DEFAULT_SETTINGS.connector;
  const { http, browser, handoff = written.kind === "handoff" ? {} : undefined } = written;
  return {
    kind: written.kind ?? kind,
    local: { ...local, ...written.local },
    ...(http === undefined ? {} : { http: { tokenEnv: "MEIBO_TOKEN", allowPrivate: false, ...http } }),
    ...(browser === undefined ? {} : { browser: { ...BROWSER, ...browser } }),
    ...(handoff === undefined ? {} : { handoff: { ...HANDOFF, ...handoff } }),
    chunkSize: written.chunkSize ?? chunkSize,
  };
}

const BROWSER = { userEnv: "MEIBO_USER", passwordEnv: "MEIBO_PASSWORD", language: "auto" } as const;
const HANDOFF = { encoding: "utf-8", headerLanguage: "auto", actual: ".meibo/actual" } as const;

/** Each tenant has a ref of its own, because two of them may live in one repository. */
function makeState({ state, tenant }: ConfigContent): Settings["state"] {
  const made = { ...DEFAULT_SETTINGS.state, ...state };
  return made.kind === "git" ? { ref: `refs/meibo/${tenant}`, ...made } : made;
}

function makeSeats(written: ConfigContent["seats"] = {}): Seats {
  const counted = Object.entries(written).filter(([, seats]) => seats !== null);
  return { ...DEFAULT_SETTINGS.seats, ...Object.fromEntries(counted) };
}

function makeLifecycle(written: ConfigContent["lifecycle"] = {}): Settings["lifecycle"] {
  const { deleteAfterDays, ...others } = written;
  const made = { ...DEFAULT_SETTINGS.lifecycle, ...others };
  return typeof deleteAfterDays === "number" ? { ...made, deleteAfterDays } : made;
}

function makeApply(written: ConfigContent["apply"] = {}): Settings["apply"] {
  const usual = DEFAULT_SETTINGS.apply;
  const { settle = "", waitForCreate = "", ...others } = written;
  return {
    ...usual,
    ...others,
    settle: millisecondsOf(settle) ?? usual.settle,
    waitForCreate: millisecondsOf(waitForCreate) ?? usual.waitForCreate,
  };
}

function makeNotify({ slack }: NonNullable<ConfigContent["notify"]> = {}): Settings["notify"] {
  return slack === undefined ? {} : { slack: { on: ["apply"], names: false, ...slack } };
}

function makeProfiles(profiles: ConfigContent["hrProfiles"] = {}): Settings["hrProfiles"] {
  return Object.fromEntries(
    Object.entries(profiles).map(([name, profile]) => [name, { fileByDepartment: {}, ...profile }]),
  );
}
