import { request } from "node:http";

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly text: string;
}

interface Ask {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** Asks as a browser would, and as one never would: every header is as given. */
export async function ask(url: string, { method = "GET", headers = {}, body }: Ask = {}): Promise<Answer> {
  return await new Promise((done, failed) => {
    const asked = request(url, { method, headers, agent: false, insecureHTTPParser: false }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("end", () =>
        done({ status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(parts).toString() }),
      );
      response.on("error", failed);
    });
    asked.on("error", failed);
    asked.end(body);
  });
}

/** A browser of one person: keeps cookies, knows the secret of the forms it was shown. */
export class Visitor {
  readonly #url: string;
  readonly #cookies = new Map<string, string>();
  csrf = "";

  constructor(url: string) {
    this.#url = url;
  }

  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  async get(path: string): Promise<Answer> {
    return this.#remember(await ask(this.#url + path, { headers: { cookie: this.cookie } }));
  }

  /** `headers` in place of those that a browser sends with a form of the console. */
  async post(path: string, fields: Readonly<Record<string, string>>, headers = this.formHeaders()): Promise<Answer> {
    const body = new URLSearchParams({ csrf: this.csrf, ...fields }).toString();
    return this.#remember(await ask(this.#url + path, { method: "POST", headers, body }));
  }

  async upload(path: string, name: string, bytes: string | Buffer): Promise<Answer> {
    const edge = "edge-of-a-part";
    const body = Buffer.concat([
      Buffer.from(`--${edge}\r\ncontent-disposition: form-data; name="csrf"\r\n\r\n${this.csrf}\r\n`),
      Buffer.from(`--${edge}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n`),
      Buffer.from("content-type: text/csv\r\n\r\n"),
      Buffer.from(bytes),
      Buffer.from(`\r\n--${edge}--\r\n`),
    ]);
    const headers = { ...this.formHeaders(), "content-type": `multipart/form-data; boundary=${edge}` };
    return this.#remember(await ask(this.#url + path, { method: "POST", headers, body }));
  }

  formHeaders(): Record<string, string> {
    return {
      cookie: this.cookie,
      origin: this.#url,
      "sec-fetch-site": "same-origin",
      "content-type": "application/x-www-form-urlencoded",
    };
  }

  async signIn(loginId: string, password: string): Promise<Answer> {
    await this.get("/signin");
    const answer = await this.post("/signin", { loginId, password });
    if (answer.status === 303) await this.get("/admin/users");
    return answer;
  }

  #remember(answer: Answer): Answer {
    for (const line of answer.headers["set-cookie"] ?? []) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === "") this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    this.csrf = /name="csrf" value="([^"]+)"/.exec(answer.text)?.[1] ?? this.csrf;
    return answer;
  }
}
