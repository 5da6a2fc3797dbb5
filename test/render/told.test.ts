import { describe, expect, it } from "vitest";
import { mainSource } from "../../src/guard/sources.ts";
import { firstOf } from "../../src/model/names.ts";
import { quote, say } from "../../src/model/phrases.ts";
import { asLoginId } from "../../src/model/user.ts";
import { phraseText } from "../../src/render/phrase.ts";
import { ja } from "../../src/render/words/ja.ts";
import { NOWHERE, placed } from "../../src/state/failure.ts";
import { TENANT_SETTINGS } from "../../src/tenant/setting-table.ts";

const FULL = say("{at}the disk is full; make room on it, then try again", NOWHERE);
const DATABASE = say("the database {database} on {host}: ", { database: "meibo", host: "db.example:5432" });

describe("a sentence that is made of several pieces is Japanese to the last of them", () => {
  it.each([
    [
      placed("/srv/state.db: ", FULL),
      "/srv/state.db: ディスクがいっぱいです。空きを作ってから、もう一度試してください",
    ],
    [
      say("the journal could not be read: {reason}", { reason: placed("/srv/state.db: ", FULL) }),
      "実行履歴を読み取れませんでした: /srv/state.db: ディスクがいっぱいです。空きを作ってから、もう一度試してください",
    ],
    [
      say("{at}the connection broke ({reason})", { at: DATABASE, reason: "read ECONNRESET" }),
      "db.example:5432のデータベースmeibo: 接続が切れました（read ECONNRESET）",
    ],
    [
      firstOf([
        ...[say("{who} would be deleted", { who: "ann" }), say("{who} would lose admin", { who: "ken" })],
        ...["mia", "rin", "sho", "yui"].map((who) => say("{who} would be deactivated", { who })),
      ]),
      "ann（削除）、ken（管理者権限の喪失）、mia（無効化）、rin（無効化）、sho（無効化）、ほか1名",
    ],
    [say("another {kind}", { kind: say("update and deactivate") }), "別の更新と無効化"],
    [
      say("not sent: {cause}", { cause: say("the tenant could not be read") }),
      "送信していません: テナントを読み取れませんでした",
    ],
    [
      say("sent before without an answer, and not listed yet ({cause})", { cause: "Login ID already in use" }),
      "前に送信しましたが応答がなく、まだ一覧に表示されていません（Login ID already in use）",
    ],
    [
      say("GET {path} failed: {reason}", { path: "/users", reason: say("it took too long") }),
      "GET /users が失敗しました: 時間がかかりすぎました",
    ],
    [
      say("connector.http.url{url}: {reason}", { url: " http:/a", reason: say("it is no URL") }),
      "connector.http.url http:/a: URLではありません",
    ],
    [
      mainSource([
        {
          kind: "release",
          loginId: asLoginId("ann@aoba.example"),
          name: "Ann",
          fingerprint: "",
          leftFile: "users/a.yaml",
          roles: [],
          impacts: [],
        },
      ]),
      "（1件中1件はusers/a.yamlから外された記載によるもの）",
    ],
  ])("%s", (english, japanese) => {
    expect(phraseText(english, ja)).toBe(japanese);
  });
});

it("what a setting of the embedded tenant takes is said in Japanese", () => {
  expect(TENANT_SETTINGS.filter(({ takes }) => phraseText(takes, ja) === takes)).toEqual([]);
});

it.each([
  "Transaction failed: deadlock",
  "the server: it said no",
  "db.example:5432: password authentication failed",
  "3 of 5 by Ann",
  "a would do, b would not",
])("%s is nobody's of us", (text) => {
  expect(phraseText(quote(text), ja)).toBe(text);
});
