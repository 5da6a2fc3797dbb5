import { type Problem, problem } from "../model/problem.ts";
import type { Shape } from "./shape.ts";
import { placeOf, type Source } from "./source.ts";
import type { ListNode, MapNode, ScalarNode, YamlNode } from "./yaml.ts";

/** A plain value, and where each of its maps stands. */
export interface Typed {
  readonly value: unknown;
  readonly nodes: ReadonlyMap<object, MapNode>;
  readonly problems: readonly Problem[];
}

interface Typing {
  readonly source: Source;
  readonly nodes: Map<object, MapNode>;
  readonly problems: Problem[];
}

/** Gives each scalar the type that its field has; text that does not fit stays text, for the validator to refuse. */
export function typeNode(source: Source, root: YamlNode, shape: Shape): Typed {
  const typing: Typing = { source, nodes: new Map(), problems: [] };
  const value = typeAny(typing, root, shape);
  return { value, nodes: typing.nodes, problems: typing.problems };
}

function typeAny(typing: Typing, node: YamlNode, shape: Shape | undefined): unknown {
  switch (node.kind) {
    case "scalar":
      return typeScalar(typing, node, shape);
    case "list":
      return typeList(typing, node, shape);
    case "map":
      return typeMap(typing, node, shape);
    default:
      return node satisfies never;
  }
}

function typeList(typing: Typing, node: ListNode, shape: Shape | undefined): unknown {
  return node.items.map((item) => typeAny(typing, item, shape?.items));
}

function typeMap(typing: Typing, node: MapNode, shape: Shape | undefined): unknown {
  const value: Record<string, unknown> = {};
  for (const { key, value: inner } of node.entries) {
    value[key.text] = typeAny(typing, inner, shape?.keys.get(key.text) ?? shape?.others);
  }
  typing.nodes.set(value, node);
  return value;
}

const NOTHING: ReadonlySet<string> = new Set(["", "~", "null"]);
const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?$/;

function typeScalar(typing: Typing, node: ScalarNode, shape: Shape | undefined): unknown {
  const { text, plain } = node;
  if (!plain) return text;
  if (NOTHING.has(text)) return null;
  if (shape === undefined) return text;
  if (shape.types.has("boolean")) return text === "true" || (text === "false" ? false : text);
  if (shape.types.has("integer") || shape.types.has("number")) return NUMBER.test(text) ? Number(text) : text;
  if (/^0\d+$/.test(text)) {
    typing.problems.push(problem("leading-zero", { value: text }, { place: placeOf(typing.source, node) }));
  }
  return text;
}
