import type { Place } from "../model/place.ts";
import { type Problem, problem } from "../model/problem.ts";
import type { ApprovalsContent, ConfigContent, FactsContent, RolesContent, UsersContent } from "./contents.ts";
import { mistakeProblem, withoutMistakes } from "./mistakes.ts";
import type { SchemaName } from "./schema.ts";
import { SCHEMAS } from "./schemas.ts";
import { type Shape, shapeOf } from "./shape.ts";
import { placeOf, type Source } from "./source.ts";
import { typeNode } from "./typing.ts";
import {
  type Validator,
  validateApprovals,
  validateConfig,
  validateFacts,
  validateRoles,
  validateUsers,
} from "./validators.generated.js";
import { type MapNode, parseYaml, spotOf, type YamlNode } from "./yaml.ts";

/** One YAML file of the right shape, and the tree that tells where each word of it stands. */
export interface Document<T> {
  readonly source: Source;
  readonly value: T;
  readonly root: YamlNode;
  /** The node of every map in `value`. */
  readonly nodes: ReadonlyMap<object, MapNode>;
}

export interface Read<T> {
  /** Absent when there is nothing of the right shape; what was of the wrong shape is left out of it. */
  readonly document?: Document<T>;
  readonly problems: readonly Problem[];
}

/** A kind of YAML file. */
export interface Format<T> {
  readonly shape: Shape;
  readonly validate: Validator<T>;
  /** May the file hold nothing but comments? */
  readonly mayBeEmpty: boolean;
}

export const USERS_FORMAT: Format<UsersContent> = format("users", validateUsers);
export const ROLES_FORMAT: Format<RolesContent> = format("roles", validateRoles);
export const CONFIG_FORMAT: Format<ConfigContent> = format("config", validateConfig);
export const APPROVALS_FORMAT: Format<ApprovalsContent> = {
  ...format("approvals", validateApprovals),
  mayBeEmpty: true,
};
export const FACTS_FORMAT: Format<FactsContent> = { ...format("facts", validateFacts), mayBeEmpty: true };

function format<T>(name: SchemaName, validate: Validator<T>): Format<T> {
  return { shape: shapeOf(SCHEMAS[name]), validate, mayBeEmpty: false };
}

/** Parses, types and validates; everything that is wrong with the shape of the file comes back at once. */
export function readDocument<T>(source: Source, { shape, validate, mayBeEmpty }: Format<T>): Read<T> {
  const { root, problems } = parseYaml(source);
  if (root === undefined) return { problems: problems.length > 0 || mayBeEmpty ? problems : [emptyFile(source)] };
  const { value, nodes, problems: ofTypes } = typeNode(source, root, shape);
  const readable = [...problems, ...ofTypes];
  if (validate(value)) return { document: { source, value, root, nodes }, problems: readable };
  const found = (validate.errors ?? []).map((mistake) => mistakeProblem({ source, root, shape }, mistake));
  const all = [...readable, ...found];
  const rest = withoutMistakes(value, validate);
  return rest === undefined ? { problems: all } : { document: { source, value: rest, root, nodes }, problems: all };
}

function emptyFile({ file }: Source): Problem {
  return problem("empty-file", {}, { place: { file, line: 1 } });
}

/** Where a map stands, or a word in it; paths are those of keys, such as `leave`, `from`. */
export function placeIn<T>(document: Document<T>, map: object, ...path: readonly string[]): Place {
  return placeOf(document.source, spotOf(document.nodes.get(map) ?? document.root, path));
}
