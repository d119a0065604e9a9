import type { Stats } from "node:fs";
import { stat, unlink } from "node:fs/promises";
import type { PreservedFile } from "../../../../server/src/protocol.ts";
import { notHashedYet } from "./hash-preserved.ts";
import type { MadeFiles } from "./made-files.ts";
import { isHalfCopy, numberedName } from "./preserve.ts";

const statusOf = (file: string): Promise<Stats | undefined> => stat(file).catch(() => undefined);

/** The last of a file's names that is taken. */
async function lastNamed(file: string): Promise<{ readonly name: string; readonly status: Stats } | undefined> {
  let last: { readonly name: string; readonly status: Stats } | undefined;
  for (let number = 1; ; number++) {
    const name = numberedName(file, number);
    const status = await statusOf(name);
    if (status === undefined) return last;
    last = { name, status };
  }
}

/**
 * What a process had saved and named when it was killed, before it could write that down. A name that it had only taken is
 * freed. Looks before half copies are removed.
 * @param since when the run began, milliseconds since 1970
 */
export async function findFinished(
  { from, to }: Pick<PreservedFile, "from" | "to">,
  made: MadeFiles,
  since: number,
): Promise<PreservedFile | undefined> {
  const partial = made.files.find((file) => file.startsWith(`${to}.`) && isHalfCopy(file));
  const named = partial === undefined ? undefined : await lastNamed(to);
  if (partial === undefined || named === undefined || named.status.ctimeMs < since) return undefined;
  const { name, status } = named;
  const isUnnamed = (await statusOf(partial)) !== undefined;
  if (isUnnamed && status.size === 0) await unlink(name);
  if (isUnnamed || status.size !== (await statusOf(from))?.size) return undefined;
  return { from, to: name, size: status.size, sha256: null, sha256Reason: notHashedYet };
}
