import type { HeaderLanguage } from "../../model/settings.ts";

/** The tenant's causes in Japanese; the words are ours. Columns keep their English names. */
const JA: readonly (readonly [start: string, text: string])[] = [
  ["Login ID already in use", "ログイン ID はすでに使用されています"],
  ["Login ID twice in the file", "同じログイン ID がファイルに 2 回あります"],
  ["Login ID not in the format", "ログイン ID がメールアドレスの形式ではありません"],
  ["the Login ID belongs to another", "ログイン ID は別のユーザーのものです"],
  ["no user with this", "該当するユーザーがいません"],
  ["the user is inactive", "ユーザーは無効です"],
  ["extension already in use", "内線番号はすでに使用されています"],
  ["extension not 3 to 6 digits", "内線番号は 3～6 桁の数字です"],
  ["no extension number is free", "空いている内線番号がありません"],
  ["user limit of the contract", "契約のユーザー数の上限に達しています"],
  ["user name longer than", "ユーザー名が 30 文字を超えています"],
  ["your own account", "自分自身のアカウントです"],
  ["empty cell", "空欄があります"],
  ["unknown code", "コードが正しくありません"],
  ["password", "パスワードが条件を満たしていません"],
  ["The file has no users", "ファイルにユーザーがありません"],
  ["The file is not in the encoding", "文字コードが違います"],
];

/** What the tenant says of a row or a file; where there is no Japanese for it, as it is. */
export function causeIn(language: HeaderLanguage, cause: string): string {
  if (language === "en") return cause;
  const found = JA.find(([start]) => cause.startsWith(start));
  const rest = /: (.+)$/.exec(cause)?.[1];
  if (found === undefined) return cause;
  return rest === undefined ? found[1] : `${found[1]}（${rest}）`;
}
