import { addressOf } from "../../src/connectors/http/address.ts";
import { tryNames } from "./names.ts";
import { type Tried, tryRedirects } from "./redirects.ts";

/** Spellings that are taken, and the origin and path they mean. */
export const TAKEN: readonly (readonly [text: string, origin: string, path: string])[] = [
  ["https://tenant.example", "https://tenant.example", ""],
  ["https://tenant.example/", "https://tenant.example", ""],
  ["https://tenant.example:443", "https://tenant.example", ""],
  ["https://tenant.example:8443/meibo/", "https://tenant.example:8443", "/meibo"],
  ["http://127.0.0.1:8787", "http://127.0.0.1:8787", ""],
  ["http://localhost:8787", "http://localhost:8787", ""],
  ["http://[::1]:8787", "http://[::1]:8787", ""],
  ["https://xn--mller-kva.example", "https://xn--mller-kva.example", ""],
];

/** Spellings that could mean another place than they seem to, and a part of what is said of them. */
export const REFUSED: readonly (readonly [text: string, says: string])[] = [
  ["tenant.example", "no URL"],
  ["", "no URL"],
  ["//tenant.example", "no URL"],
  ["https://", "no URL"],
  ["https://tenant.example:99999", "no URL"],
  ["https://[::1", "no URL"],
  ["https://256.0.0.1", "no URL"],
  ["https://tenant.example\u0000", "another spelling"],
  ["ftp://tenant.example", "neither https:// nor http://"],
  ["file:///etc/passwd", "neither https:// nor http://"],
  ["javascript:alert(1)", "neither https:// nor http://"],
  ["data:text/plain,x", "neither https:// nor http://"],
  ["wss://tenant.example", "neither https:// nor http://"],
  ["http://tenant.example", "use https://"],
  ["http://127.0.0.2", "use https://"],
  ["http://169.254.169.254", "use https://"],
  ["http://[::ffff:127.0.0.1]", "another spelling"],
  ["http://0.0.0.0:8787", "use https://"],
  ["http://0", "another spelling"],
  ["http://localhost.", "full stop"],
  ["http://localhost.tenant.example", "use https://"],
  ["https://ann@tenant.example", "a name or password"],
  ["https://ann:pw@tenant.example", "a name or password"],
  ["https://tenant.example@evil.example", "a name or password"],
  ["https://tenant.example:443@evil.example", "a name or password"],
  ["https://tenant.example%40evil.example", "a name or password"],
  ["ftp://ann:s3cret@tenant.example", "a name or password"],
  ["http://ann:s3cret@tenant.example", "a name or password"],
  ["https://ann:s3cret@tenant.example:99999", "a name or password"],
  ["https://ann:s3cret%40tenant.example", "a name or password"],
  ["https://ann:s3cret＠tenant.example", "a name or password"],
  ["https://tenant.example?token=s3cret", "a query or fragment"],
  ["https://tenant.example/#s3cret", "a query or fragment"],
  ["https://tenant.example?x=1", "a query or fragment"],
  ["https://tenant.example#x", "a query or fragment"],
  ["https://tenant.example#@evil.example", "a name or password"],
  ["https://TENANT.example", "another spelling"],
  ["HTTPS://tenant.example", "another spelling"],
  ["https:tenant.example", "another spelling"],
  ["https:/tenant.example", "another spelling"],
  ["https:///tenant.example", "another spelling"],
  ["https:\\\\tenant.example", "another spelling"],
  ["https://evil.example\\@tenant.example", "a name or password"],
  ["https://tenant.example/../x", "another spelling"],
  ["https://tenant.example/%2e%2e/x", "another spelling"],
  ["https://tenant.example/a//../b", "another spelling"],
  ["https://tenant.example.", "full stop"],
  ["https://ｔenant.example", "another spelling"],
  ["https://tenant。example", "another spelling"],
  ["https://tеnant.example", "another spelling"],
  ["https://tenant%2eexample", "another spelling"],
  ["https://ten\tant.example", "another spelling"],
  ["https://tenant.example\n", "another spelling"],
  [" https://tenant.example", "another spelling"],
  ["https://0177.0.0.1", "another spelling"],
  ["https://0x7f000001", "another spelling"],
  ["https://2130706433", "another spelling"],
  ["https://127.1", "another spelling"],
  ["https://[0:0:0:0:0:0:0:1]", "another spelling"],
  ["https://[::FFFF:127.0.0.1]", "another spelling"],
  ["https://tenant.example:0443", "another spelling"],
];

/** Every spelling, name and redirect: the token reaches no place but the one that is named. */
export async function tryUrls(): Promise<Tried> {
  const spelled = [...TAKEN.flatMap(takenWrong), ...REFUSED.flatMap(refusedWrong)];
  const names = await tryNames();
  const redirects = await tryRedirects();
  const cases = TAKEN.length + REFUSED.length + names.cases + redirects.cases;
  return { cases, bad: [...spelled, ...names.bad, ...redirects.bad] };
}

function takenWrong([text, origin, path]: (typeof TAKEN)[number]): readonly string[] {
  const found = saidOf(text);
  return found === `${origin}${path}` ? [] : [`${JSON.stringify(text)} is ${found}`];
}

/** What is wrong with what is said of such a spelling. */
export function refusedWrong([text, says]: (typeof REFUSED)[number]): readonly string[] {
  const found = saidOf(text);
  const isRight = found.includes(says) && found.startsWith("connector.http.url") && !found.includes("s3cret");
  return isRight ? [] : [`${JSON.stringify(text)} is ${found}`];
}

function saidOf(text: string): string {
  try {
    const { origin, path } = addressOf(text);
    return `${origin}${path}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
