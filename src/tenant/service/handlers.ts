import { hash } from "node:crypto";
import { loginKey, type TenantUser } from "../../model/user.ts";
import type { ActionResult, ActionTarget, Tenant, Token } from "../tenant.ts";
import type { OperationId } from "./operation.ts";
import type { Takes } from "./operations.generated.js";
import { type Answer, json, Refusal } from "./problem.ts";
import { namesTag } from "./tags.ts";

/** A request whose parts are as schemas/tenant-api.yaml says. */
export interface Call<Id extends OperationId> {
  readonly tenant: Tenant;
  readonly token: Token;
  readonly query: Takes[Id]["query"];
  readonly path: Takes[Id]["path"];
  readonly header: Takes[Id]["header"];
  /** JSON as it was read, or the bytes of a file. */
  readonly body: Takes[Id]["body"];
}

/** What each operation does. */
export const HANDLERS: { readonly [Id in OperationId]: (call: Call<Id>) => Answer } = {
  listUsers: ({ tenant, query: { limit, state, cursor }, header }) => {
    const after = cursor === undefined ? undefined : loginKey(readCursor(cursor));
    const { next, ...page } = tenant.page({ limit, state, after });
    return tagged({ ...page, ...(next === undefined ? {} : { next: cursorOf(next) }) }, header["if-none-match"]);
  },

  lookUpUsers: ({ tenant, body }) => json({ users: tenant.these(body.loginIds) }),

  getUser: (call) => tagged(userOf(call), call.header["if-none-match"]),

  activateUser: (call) => acted(call, (target) => call.tenant.activate(target, call.token.name)),

  deactivateUser: (call) => acted(call, (target) => call.tenant.deactivate(target, call.token.name)),

  deleteUser: (call) => acted(call, (target) => call.tenant.delete(target, call.token.name)),

  getContract: ({ tenant }) => {
    const { rowNumbers, visibleAfterMs, jobWaitsMs, jobTakesMs } = tenant.settings();
    const late = visibleAfterMs + jobWaitsMs + jobTakesMs > 0;
    return json({ ...tenant.contract(), files: { rowNumbers, extraColumns: tenant.furtherColumns(), late } });
  },

  getTemplate: ({ tenant, path: { file }, query }) => csv(tenant.template(file, query), `${file}-users`),

  getUserList: ({ tenant, query }) => csv(tenant.userList(query), "users"),

  submitImport: ({ tenant, token, query: { file, encoding }, body }) => {
    const submission = tenant.submit(file, body, { encoding, actor: token.name });
    if (!submission.ok) throw new Refusal("file-refused", submission.message);
    const { job } = submission;
    return json(job, 202, { location: `/v1/imports/${job.id}` });
  },

  getImport: ({ tenant, path }) => {
    const job = tenant.job(path.id);
    if (job === undefined) throw new Refusal("not-found", "no import with this id");
    return json(job, 200, job.ended === undefined ? { "retry-after": "1" } : {});
  },

  listExtensions: ({ tenant }) => json({ extensions: tenant.extensions() }),

  listAudit: ({ tenant, query: { limit, cursor } }) => {
    const entries = tenant.auditAfter(cursor === undefined ? 0 : numberIn(cursor), limit);
    const last = entries.length < limit ? undefined : entries.at(-1);
    return json({ entries, ...(last === undefined ? {} : { next: cursorOf(String(last.number)) }) });
  },
};

function userOf({ tenant, path }: { readonly tenant: Tenant; readonly path: { readonly id: string } }): TenantUser {
  const user = tenant.byId(path.id);
  if (user === undefined) throw new Refusal("not-found", "no user with this ID");
  return user;
}

type Action = Call<"activateUser" | "deactivateUser" | "deleteUser">;

function acted(call: Action, act: (target: ActionTarget) => ActionResult): Answer {
  const user = userOf(call);
  const wanted = call.header["if-match"];
  if (wanted !== undefined && !namesTag(wanted, tagOf(JSON.stringify(user)), "strong")) {
    throw new Refusal("changed-meanwhile", "the user was changed since");
  }
  const result = act({ id: call.path.id, loginId: call.query.loginId ?? user.loginId });
  if (!result.ok) throw new Refusal("refused", result.cause);
  return { status: 204 };
}

function tagged(body: object, known: string | undefined): Answer {
  const answer = json(body);
  const etag = tagOf(String(answer.body));
  if (known !== undefined && namesTag(known, etag, "weak")) return { status: 304, headers: { etag } };
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
