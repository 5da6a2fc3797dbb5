import { FIELDS, PASSWORD_COLUMN } from "../../model/fields.ts";
import type { HeaderLanguage } from "../../model/settings.ts";
import { WORDS } from "./words.ts";

/** What the tenant says of a row, a file or a click. Its English is the cause itself; the Japanese words are ours. */
export function causeIn(language: HeaderLanguage, cause: string): string {
  return language === "en" ? cause : japanese(cause);
}

/** What has no sentence of its own stays as it is, so that nothing is hidden. */
function japanese(cause: string): string {
  const whole = WHOLE[cause];
  if (whole !== undefined) return whole;
  for (const [form, sentence] of FORMS) {
    const found = form.exec(cause);
    if (found !== null) return sentence(...found.slice(1));
  }
  return cause;
}

const WHOLE: Readonly<Record<string, string>> = {
  "Login ID already in use": "ログイン ID はすでに使用されています",
  "Login ID twice in the file": "同じログイン ID がファイルに 2 回あります",
  "User ID twice in the file": "同じユーザー ID がファイルに 2 回あります",
  "Login ID not in the format of an e-mail address": "ログイン ID がメールアドレスの形式ではありません",
  "the Login ID belongs to another user": "ログイン ID は別のユーザーのものです",
  "no user with this Login ID": "このログイン ID のユーザーはいません",
  "no user with this ID": "この ID のユーザーはいません",
  "the user is inactive": "ユーザーは無効です",
  "your own account": "自分自身のアカウントです",
  "the only administrator": "ほかに有効な管理者がいません",
  "extension already in use": "内線番号はすでに使用されています",
  "extension not 3 to 6 digits": "内線番号は 3～6 桁の数字です",
  "no extension number is free": "空いている内線番号がありません",
  "user limit of the contract reached": "契約のユーザー数の上限に達しています",
  "user name longer than 30 characters": "ユーザー名が 30 文字を超えています",
  "password shorter than 8 characters": "パスワードが 8 文字より短いです",
  "password has a character that is not allowed": "パスワードに使用できない文字があります",
  "password has only letters": "パスワードが英字だけです",
  "password has only numbers": "パスワードが数字だけです",
  "password has only consecutive characters": "パスワードが連続した文字だけです",
  "password lacks lowercase, uppercase, numbers or symbols":
    "パスワードには英小文字、英大文字、数字、記号がすべて必要です",
  "The file has no users.": "ファイルにユーザーがありません。",
  [WORDS.en.someData]: WORDS.ja.someData,
};

type Sentence = (...parts: readonly string[]) => string;

const FORMS: readonly (readonly [form: RegExp, sentence: Sentence])[] = [
  [/^(.+) limit of the contract reached$/, (service = "") => `契約の ${service} の上限に達しています`],
  [/^empty cell: (.+)$/, (name = "") => `空欄があります（${columnIn(name)}）`],
  [/^unknown code: (.+)$/, (name = "") => `コードが正しくありません（${columnIn(name)}）`],
  [/^(.+) needs (.+)$/, (name = "", needed = "") => `「${columnIn(name)}」には「${columnIn(needed)}」が必要です`],
  [/^(\d+) cells instead of (\d+)$/, (cells, wanted) => `セルの数が ${wanted} ではなく ${cells} です`],
  [/^The file is not in the encoding (.+)\.$/, (encoding) => `ファイルの文字コードが ${encoding} ではありません。`],
  [
    /^The file has (\d+) users; at most (\d+) can be in one file\.$/,
    (users, most) => `ファイルのユーザーは ${users} 名です。1 ファイル ${most} 名までです。`,
  ],
  [
    /^The column "(.*)" is not in the template\.$/,
    (name = "") => `列「${columnIn(name)}」はテンプレートにありません。`,
  ],
  [/^The column "(.*)" is there twice\.$/, (name = "") => `列「${columnIn(name)}」が 2 つあります。`],
  [/^The column "(.*)" is missing\.$/, (name = "") => `列「${columnIn(name)}」がありません。`],
  [/^Line (\d+): (.+)\.$/, (line, fault = "") => `${line} 行目：${faultIn(fault)}。`],
];

const COLUMNS: ReadonlyMap<string, string> = new Map(
  [...FIELDS, PASSWORD_COLUMN].map(({ header }) => [header.en, header.ja]),
);

/** As the Japanese pages call it; a column of the tenant's own has one name. */
function columnIn(name: string): string {
  return COLUMNS.get(name) ?? name;
}

/** Why a text is no table. */
const FAULTS: Readonly<Record<string, string>> = {
  "the row that begins here is longer than 64 KiB": "ここから始まる行が 64 KiB を超えています",
  "the quote that opens here is never closed": "ここで始まる引用符が閉じられていません",
  "text stands behind the closing quote of this cell": "このセルの閉じる引用符の後ろに文字があります",
  "a quote stands inside a cell that is not quoted": "引用符で囲まれていないセルの中に引用符があります",
};
const CLOSED_LATE =
  /^the quote that opens here is only closed by one that was not meant for it, (one|\d+) lines? below$/;

function faultIn(fault: string): string {
  const [, lines] = CLOSED_LATE.exec(fault) ?? [];
  if (lines === undefined) return FAULTS[fault] ?? `CSV として読めません（${fault}）`;
  return `ここで始まる引用符が ${lines === "one" ? "1" : lines} 行下の別の引用符で閉じられています`;
}
