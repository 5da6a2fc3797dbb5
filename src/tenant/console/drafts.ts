import { randomUUID } from "node:crypto";
import type { ConsoleFile } from "../../model/console.ts";
import type { Encoding } from "../../model/encoding.ts";
import type { Draft } from "./upload-page.ts";

/** A file between its upload and its confirmation. It is kept in memory alone, for it holds passwords. */
export interface KeptDraft extends Draft {
  readonly file: ConsoleFile;
  readonly bytes: Uint8Array;
  readonly encoding: Encoding;
  /** The id of the user who uploaded it. */
  readonly user: string;
}

/** At most so many, for so many milliseconds. */
const MOST = 32;
const LASTS = 15 * 60_000;

/** `now`: milliseconds, from any beginning. */
export function draftsOf(now: () => number) {
  const kept = new Map<string, { readonly draft: KeptDraft; readonly at: number }>();
  const forgetOld = () => {
    for (const [id, { at }] of kept) if (now() - at > LASTS || kept.size > MOST) kept.delete(id);
  };
  return {
    keep(draft: Omit<KeptDraft, "id">): Draft {
      const id = randomUUID();
      kept.set(id, { draft: { ...draft, id }, at: now() });
      forgetOld();
      return { id, name: draft.name, loginIds: draft.loginIds };
    },
    /** It is the user's own, and is used once. */
    take(id: string, user: string, file: ConsoleFile): KeptDraft | undefined {
      forgetOld();
      const draft = kept.get(id)?.draft;
      if (draft?.user !== user || draft.file !== file) return undefined;
      kept.delete(id);
      return draft;
    },
  };
}

export type Drafts = ReturnType<typeof draftsOf>;
