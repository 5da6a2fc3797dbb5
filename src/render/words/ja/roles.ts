import { countingIn } from "../counting.ts";
import type { ROLES as EN } from "../en/roles.ts";

const { number } = countingIn("ja");
const users = (n: number) => `${number(n)}名`;

export const ROLES: typeof EN = {
  allows: (items) => `許可: ${items}`,
  allowsNothing: "画面上の解析の閲覧のみ。ほかはすべてオフ",
  found: (roles, same, near) =>
    `見つかった役割: ${number(roles)}件。${users(same)}は役割どおり、${users(near)}には1～3件の違いがあります`,
  near: (n) => `+ 違いのある${users(n)}`,
  alone: (n) => `ほかの誰とも違うため、役割なしですべて書き出した人: ${users(n)}`,
  covering: (roles) => `ユーザーの95%を、${number(roles)}件の役割で表せます`,
  notCovering: "すべての役割を合わせても、ユーザーの95%に届きません",
  checks: (found) => `検査: ${found}`,
  none: "役割はありません。",
  users,
  head: { role: "役割", users: "人数", overrides: "個別設定あり", extends: "継承元", description: "説明" },
  extends: (roles) => `継承元: ${roles}`,
  off: "ほかはすべてオフ",
  same: (a, b) => `${a}と${b}が許可する内容は同じです。`,
  nothingShared: "同じ個別設定、または役割なしで同じ権限を持つ人は、3名以上いません。",
  shared: (n, all, from) =>
    from === ""
      ? `役割のない${users(n)}が同じ権限を持っています`
      : `${from}の${users(all)}のうち${users(n)}が同じ個別設定を持っています`,
  wouldBe: "まとめると次の役割になります:",
};
