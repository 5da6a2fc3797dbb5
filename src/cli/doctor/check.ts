import type { ReadSettings } from "../../load/settings.ts";
import type { Connector } from "../../model/connector.ts";
import type { Finding, Theme } from "../../model/finding.ts";
import { say, type Told } from "../../model/phrases.ts";
import { isError, type Problem, type Result } from "../../model/problem.ts";
import type { Settings } from "../../model/settings.ts";
import { openConnector } from "../connect.ts";
import type { Context } from "../context.ts";

/** What every check may look at; open until `close`. */
export interface Site {
  readonly context: Context;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly config: ReadSettings;
  /** Opened once, because an address where nobody answers takes its time. */
  readonly tenant: (settings: Settings) => Promise<Result<Connector>>;
  close(): Promise<void>;
}

export function openSite(context: Context, environment: Site["environment"], config: ReadSettings): Site {
  let opened: Promise<Result<Connector>> | undefined;
  return {
    context,
    environment,
    config,
    tenant: (settings) => {
      opened ??= openConnector(context, settings);
      return opened;
    },
    close: async () => {
      const tenant = await opened;
      if (tenant?.ok === true) await tenant.value.close();
    },
  };
}

/** One thing that can be wrong. Checks know nothing of each other; one that throws is told, and the others go on. */
export interface Check {
  readonly theme: Theme;
  readonly name: string;
  readonly look: (site: Site) => Finding | readonly Finding[] | Promise<Finding | readonly Finding[]>;
}

export function ok(found: Told): Finding {
  return { standing: "ok", found };
}

export function warning(found: Told, mend: Told): Finding {
  return { standing: "warning", found, mend };
}

export function error(found: Told, mend: Told): Finding {
  return { standing: "error", found, mend };
}

export function skipped(found: Told): Finding {
  return { standing: "skipped", found };
}

/** As grave as the gravest of these problems, which say themselves what to do. */
export function problematic(found: Told, problems: readonly Problem[]): Finding {
  return { standing: problems.some(isError) ? "error" : "warning", found, problems };
}

/** For checks that would go astray with a configuration that is half understood. */
export function withSettings(look: (site: Site, settings: Settings) => ReturnType<Check["look"]>): Check["look"] {
  return (site) => {
    const { settings, problems } = site.config;
    if (settings === undefined) return skipped(say("the configuration cannot be read"));
    if (!problems.some(isError)) return look(site, settings);
    return skipped(say("{file} has errors, which come first", { file: site.context.configFile }));
  };
}
