import { Ajv2020 } from "ajv/dist/2020.js";
import { type Operation, readApi } from "../../../scripts/api.ts";

const { operations, schemas } = readApi();
const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
ajv.addSchema(inApi({ $id: "api", $defs: schemas }));

/** What came back, after it was compared with schemas/tenant-api.yaml. */
export interface Said {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: the schema was checked; tests read what they are about.
  readonly json: any;
}

/** Sends one request, and throws when the answer is not what the document says of the operation. */
export async function ask(url: string, init: RequestInit = {}): Promise<Said> {
  const response = await fetch(url, { redirect: "manual", ...init });
  const text = await response.text();
  const type = (response.headers.get("content-type") ?? "").split(";")[0] ?? "";
  const json: unknown = /json$/.test(type) ? JSON.parse(text) : undefined;
  const fault = faultOf(operationOf(init.method ?? "GET", new URL(url).pathname), response.status, type, json);
  if (fault !== undefined) throw new Error(`${init.method ?? "GET"} ${url}: ${response.status} ${text}: ${fault}`);
  return { status: response.status, headers: response.headers, text, json };
}

function operationOf(method: string, path: string): Operation | undefined {
  return operations
    .toSorted((a, b) => a.path.split("{").length - b.path.split("{").length)
    .find((one) => one.method === method && new RegExp(`^/v1${one.path.replaceAll(/\{\w+\}/g, "[^/]+")}$`).test(path));
}

/** What is not in the document is refused with a problem like everything else. */
function faultOf(operation: Operation | undefined, status: number, type: string, json: unknown): string | undefined {
  const problem = { "application/problem+json": { $ref: "#/components/schemas/Problem" } };
  const answers: Operation["answers"] = operation?.answers ?? { default: problem };
  const content: Readonly<Record<string, object>> | undefined =
    answers[status] ?? (status >= 400 ? answers["default"] : undefined);
  if (content === undefined) return `the status ${status} is not in the document`;
  if (Object.keys(content).length === 0) return type === "" ? undefined : `a body of ${type} is not in the document`;
  const schema = content[type];
  if (schema === undefined) return `the type ${type} is not in the document`;
  if (!/json$/.test(type)) return undefined;
  return ajv.validate(inApi(schema), json) ? undefined : ajv.errorsText();
}

function inApi(schema: object): object {
  const inner: object = JSON.parse(JSON.stringify(schema).replaceAll("#/components/schemas/", "api#/$defs/"));
  return inner;
}

/** Every operation of the document, so that a test can say which it has tried. */
export const OPERATION_IDS = operations.map(({ id }) => id);
