import type { PreservedFile } from "../../../../server/src/protocol.ts";
import { messageOf } from "../errors.ts";
import { hashFile } from "./hash-file.ts";

/** What a record says of the hash of a file that is safe but not yet hashed; it stays where the process is killed. */
export const notHashedYet = "It was not computed yet when this was written.";

/** The longest that the hashes of one run may take, milliseconds: some 500 GiB. */
export const hashingMs = 600_000;

/** How often progress is told, milliseconds. */
const progressMs = 1000;

/** Told what becomes of the hashes. */
export interface HashObserver {
  readonly progress: (to: string, percent: number) => void;
  /** The files, one of them with its hash, or with the reason why it has none. */
  readonly hashed: (preserved: readonly PreservedFile[]) => Promise<void>;
}

/** What a hash came to. */
type Hash = Required<Pick<PreservedFile, "sha256">> & Pick<PreservedFile, "sha256Reason">;

const isToBeHashed = ({ error, sha256 }: PreservedFile): boolean => error === undefined && sha256 === null;

/** Whether there is anything to hash. */
export const hasUnhashed = (preserved: readonly PreservedFile[]): boolean => preserved.some(isToBeHashed);

async function hashOf(to: string, called: AbortSignal, late: AbortSignal, observer: HashObserver): Promise<Hash> {
  let told = performance.now();
  try {
    const sha256 = await hashFile(to, AbortSignal.any([called, late]), (bytes, size) => {
      if (performance.now() - told < progressMs) return;
      told = performance.now();
      observer.progress(to, Math.floor((bytes / size) * 100));
    });
    return { sha256 };
  } catch (error) {
    if (called.aborted) return { sha256: null, sha256Reason: "Its computation was called off." };
    if (late.aborted) return { sha256: null, sha256Reason: "It took too long to compute." };
    return { sha256: null, sha256Reason: messageOf(error) };
  }
}

/**
 * Hashes saved files one after the other. Never throws: a file without hash has the reason beside it.
 * @param called calls it off
 * @param limitMs for all of them together
 */
export async function hashPreserved(
  preserved: readonly PreservedFile[],
  called: AbortSignal,
  observer: HashObserver,
  limitMs = hashingMs,
): Promise<readonly PreservedFile[]> {
  const late = AbortSignal.timeout(limitMs);
  let files = preserved;
  for (const file of preserved.filter(isToBeHashed)) {
    const { sha256Reason: _pending, ...saved } = file;
    const hashed = { ...saved, ...(await hashOf(file.to, called, late, observer)) };
    files = files.map((each) => (each === file ? hashed : each));
    await observer.hashed(files);
  }
  return files;
}
