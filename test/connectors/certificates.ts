import { generate } from "selfsigned";

export interface Certificate {
  /** PEM, both. */
  readonly cert: string;
  readonly key: string;
}

const DAY = 86_400_000;

interface Wish {
  readonly name: string;
  /** Who signs it; itself without one. */
  readonly by?: Certificate;
  readonly isAuthority?: boolean;
  /** Days from now. */
  readonly from?: number;
  readonly until?: number;
}

/** A certificate for a host of that name, as right or wrong as wished. */
export async function certificateFor({
  name,
  by,
  isAuthority = false,
  from = -1,
  until = 30,
}: Wish): Promise<Certificate> {
  const now = Date.now();
  const { cert, private: key } = await generate([{ name: "commonName", value: name }], {
    keyType: "ec",
    algorithm: "sha256",
    notBeforeDate: new Date(now + from * DAY),
    notAfterDate: new Date(now + until * DAY),
    extensions: isAuthority
      ? [
          { name: "basicConstraints", cA: true, critical: true },
          { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true },
        ]
      : [
          { name: "basicConstraints", cA: false },
          { name: "subjectAltName", altNames: [{ type: 2, value: name }] },
        ],
    ...(by === undefined ? {} : { ca: by }),
  });
  return { cert, key };
}
