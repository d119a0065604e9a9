import assert from "node:assert/strict";
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { hashPreserved, hasUnhashed, notHashedYet } from "../../../../../client/src/host/disks/hash-preserved.ts";
import type { PreservedFile } from "../../../../../server/src/protocol.ts";

const folder = mkdtempSync(path.join(os.tmpdir(), "hash-preserved-"));
after(() => rmSync(folder, { recursive: true }));

const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
const never = new AbortController().signal;

function saved(name: string): PreservedFile {
  const to = path.join(folder, name);
  writeFileSync(to, "abc");
  return { from: `/run/${name}`, to, size: 3, sha256: null, sha256Reason: notHashedYet };
}

/** The hashes of files, and what was told of them on the way. */
async function hashed(
  files: readonly PreservedFile[],
  called = never,
  limitMs?: number,
): Promise<{ readonly files: readonly PreservedFile[]; readonly told: readonly (readonly PreservedFile[])[] }> {
  const told: (readonly PreservedFile[])[] = [];
  const observer = {
    progress: () => undefined,
    hashed: async (all: readonly PreservedFile[]) => void told.push(all),
  };
  return { files: await hashPreserved(files, called, observer, limitMs), told };
}

test("files get their hashes one by one; one that was not saved has nothing to hash", async () => {
  const lost: PreservedFile = { from: "/run/lost", to: path.join(folder, "lost"), error: "The disk is full." };
  const [first, last] = [saved("first"), saved("last")];
  const { files, told } = await hashed([first, lost, last]);
  const { sha256Reason: _pending, ...rest } = first;
  assert.deepEqual(files[0], { ...rest, sha256: abc });
  assert.equal(files[1], lost);
  assert.deepEqual(
    told.map((all) => all.map(({ sha256 }) => sha256)),
    [
      [abc, undefined, null],
      [abc, undefined, abc],
    ],
  );
  assert.deepEqual([hasUnhashed([first]), hasUnhashed(files), hasUnhashed([lost])], [true, false, false]);
});

test("a file that is gone, a call off and a limit are the reason beside it", async () => {
  const gone = saved("gone");
  rmSync(gone.to);
  const reason = async (...args: Parameters<typeof hashed>): Promise<readonly unknown[]> => {
    const [file] = (await hashed(...args)).files;
    return [file?.sha256, file?.sha256Reason];
  };
  const [none, why] = await reason([gone]);
  assert.equal(none, null);
  assert.match(String(why), /^The file or folder is missing\./);
  assert.deepEqual(await reason([saved("off")], AbortSignal.abort()), [null, "Its computation was called off."]);
  const large = saved("large");
  truncateSync(large.to, 16 * 2 ** 30);
  assert.deepEqual(await reason([large], never, 1), [null, "It took too long to compute."]);
});
