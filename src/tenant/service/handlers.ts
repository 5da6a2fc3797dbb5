import { hash } from "node:crypto";
import type { ConsoleFile } from "../../model/console.ts";
import type { Encoding } from "../../model/encoding.ts";
import type { HeaderLanguage } from "../../model/settings.ts";
import { loginKey, type TenantState, type TenantUser } from "../../model/user.ts";
import type { ActionResult, ActionTarget, Tenant, Token } from "../tenant.ts";
import type { OperationId } from "./operations.generated.js";
import { type Answer, json, Refusal } from "./problem.ts";

/** A request whose parts are as schemas/tenant-api.yaml says. */
export interface Call {
  readonly tenant: Tenant;
  readonly token: Token;
  readonly query: Readonly<Record<string, unknown>>;
  readonly path: Readonly<Record<string, unknown>>;
  readonly header: Readonly<Record<string, unknown>>;
  /** JSON as it was read, or the bytes of a file. */
  readonly body: unknown;
}

export type Handler = (call: Call) => Answer;

/** What each operation does. */
export const HANDLERS: Readonly<Record<OperationId, Handler>> = {
  listUsers: ({ tenant, query, header }) => {
    const { limit, state, cursor } = query as { limit: number; state?: TenantState; cursor?: string };
    const { next, ...page } = tenant.page({
      limit,
      ...(state === undefined ? {} : { state }),
      ...(cursor === undefined ? {} : { after: loginKey(readCursor(cursor)) }),
    });
    return tagged({ ...page, ...(next === undefined ? {} : { next: cursorOf(next) }) }, header);
  },

  lookUpUsers: ({ tenant, body }) => json({ users: tenant.these((body as { loginIds: string[] }).loginIds) }),

  getUser: (call) => tagged(userOf(call), call.header),

  activateUser: (call) => acted(call, (target) => call.tenant.activate(target, call.token.name)),

  deactivateUser: (call) => acted(call, (target) => call.tenant.deactivate(target, call.token.name)),

  deleteUser: (call) => acted(call, (target) => call.tenant.delete(target, call.token.name)),

  getContract: ({ tenant }) => {
    const { rowNumbers, visibleAfterMs, jobWaitsMs, jobTakesMs } = tenant.settings();
    const late = visibleAfterMs + jobWaitsMs + jobTakesMs > 0;
    return json({ ...tenant.contract(), files: { rowNumbers, extraColumns: tenant.furtherColumns(), late } });
  },

  getTemplate: ({ tenant, path, query }) => {
    const { file } = path as { file: ConsoleFile };
    const { encoding, language, rows } = query as { encoding: Encoding; language?: HeaderLanguage; rows?: number };
    const options = {
      encoding,
      ...(language === undefined ? {} : { language }),
      ...(rows === undefined ? {} : { rows }),
    };
    return csv(tenant.template(file, options), `${file}-users`);
  },

  getUserList: ({ tenant, query }) => {
    const { encoding, language } = query as { encoding: Encoding; language?: HeaderLanguage };
    return csv(tenant.userList({ encoding, ...(language === undefined ? {} : { language }) }), "users");
  },

  submitImport: ({ tenant, token, query, body }) => {
    const { file, encoding } = query as { file: ConsoleFile; encoding: Encoding };
    const submission = tenant.submit(file, body as Uint8Array, { encoding, actor: token.name });
    if (!submission.ok) throw new Refusal("file-refused", submission.message);
    const { job } = submission;
    return json(job, 202, { location: `/v1/imports/${job.id}` });
  },

  getImport: ({ tenant, path }) => {
    const job = tenant.job(String(path["id"]));
    if (job === undefined) throw new Refusal("not-found", "no import with this id");
    return json(job, 200, job.ended === undefined ? { "retry-after": "1" } : {});
  },

  listExtensions: ({ tenant }) => {
    const owners = tenant
      .users()
      .flatMap(({ id, loginId, values: { extension } }) =>
        typeof extension === "string" ? [{ extension, id, loginId }] : [],
      );
    return json({ extensions: owners.toSorted((a, b) => Number(a.extension) - Number(b.extension)) });
  },

  listAudit: ({ tenant, query }) => {
    const { limit, cursor } = query as { limit: number; cursor?: string };
    const entries = tenant.auditAfter(cursor === undefined ? 0 : numberIn(cursor), limit);
    const last = entries.length < limit ? undefined : entries.at(-1);
    return json({ entries, ...(last === undefined ? {} : { next: cursorOf(String(last.number)) }) });
  },
};

function userOf({ tenant, path }: Call): TenantUser {
  const user = tenant.byId(String(path["id"]));
  if (user === undefined) throw new Refusal("not-found", "no user with this ID");
  return user;
}

function acted(call: Call, act: (target: ActionTarget) => ActionResult): Answer {
  const user = userOf(call);
  const { "if-match": wanted } = call.header;
  if (wanted !== undefined && wanted !== "*" && wanted !== tagOf(JSON.stringify(user))) {
    throw new Refusal("changed-meanwhile", "the user was changed since");
  }
  const { loginId = user.loginId } = call.query as { loginId?: string };
  const result = act({ id: String(call.path["id"]), loginId });
  if (!result.ok) throw new Refusal("refused", result.cause);
  return { status: 204 };
}

function tagged(body: object, header: Call["header"]): Answer {
  const answer = json(body);
  const etag = tagOf(String(answer.body));
  if (header["if-none-match"] === etag) return { status: 304, headers: { etag } };
  return { ...answer, headers: { ...answer.headers, etag } };
}

function tagOf(text: string): string {
  return `"${hash("sha256", text).slice(0, 32)}"`;
}

function csv(bytes: Uint8Array, name: string): Answer {
  return {
    status: 200,
    headers: { "content-type": "text/csv", "content-disposition": `attachment; filename="${name}.csv"` },
    body: Uint8Array.from(bytes),
  };
}

/** What comes next is nobody's business but the tenant's, so it does not look like a Login ID. */
function cursorOf(text: string): string {
  return Buffer.from(text).toString("base64url");
}

function readCursor(cursor: string): string {
  return Buffer.from(cursor, "base64url").toString();
}

function numberIn(cursor: string): number {
  const number = Number(readCursor(cursor));
  if (!Number.isSafeInteger(number) || number < 0) throw new Refusal("invalid-request", "cursor: not one of this list");
  return number;
}
