import { readdir, rm } from "node:fs/promises";
import path from "node:path";
import type { PreservedFile } from "../../../../server/src/protocol.ts";
import { readRecord } from "../../infrastructure/read-record.ts";
import { isBootRequest } from "../channel/guards.ts";
import { findFinished } from "../disks/find-finished.ts";
import { hashPreserved } from "../disks/hash-preserved.ts";
import { MadeFiles } from "../disks/made-files.ts";
import { isHalfCopy, preserveFile } from "../disks/preserve.ts";
import { isAlive } from "../is-alive.ts";
import { isJsonObject } from "../json.ts";
import type { Natives } from "../native/natives.ts";
import { RecordFile, temporaryOf } from "../record/record-file.ts";
import { type RunRecord, recordVersion } from "../record/run-record.ts";
import { revokeAccess } from "./grants.ts";
import { defaultTimeouts } from "./timeouts.ts";

const maximumRecords = 10_000;
const cleaning = { timeoutMs: 10_000 } as const;
/** The longest that the hashes of a recovered run may take, milliseconds: somebody waits to hear of it. */
const hashingMs = 10_000;

const isTextList = (value: unknown): boolean =>
  Array.isArray(value) && value.every((item) => typeof item === "string" && path.isAbsolute(item));

/** Whether a file's content is a record of ours that still says `running`. */
function isRunning(value: unknown): value is RunRecord {
  if (!isJsonObject(value) || value["version"] !== recordVersion || value["state"] !== "running") return false;
  const { leftovers } = value;
  return (
    Array.isArray(value["phases"]) &&
    Array.isArray(value["problems"]) &&
    isBootRequest(value["request"]) &&
    isJsonObject(leftovers) &&
    isTextList(leftovers["grants"]) &&
    isTextList(leftovers["files"])
  );
}

/** Whether a file's content is the record of one of these runs, and its process is gone. */
function isOfDead(value: unknown, ids: readonly string[]): boolean {
  if (!isJsonObject(value)) return false;
  const { id, process: pid } = value;
  return typeof id === "string" && ids.includes(id) && Number.isSafeInteger(pid) && !isAlive(Number(pid));
}

/** The records that still say `running`; of all whose process is gone, the version that it was writing is removed. */
async function abandonedRecords(
  folder: string,
  ids: readonly string[],
): Promise<readonly { readonly file: string; readonly record: RunRecord }[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith("_run.json")).slice(0, maximumRecords);
  const found: { readonly file: string; readonly record: RunRecord }[] = [];
  for (const name of names) {
    const file = path.join(folder, name);
    const record = await readRecord(file);
    if (!isOfDead(record, ids)) continue;
    await rm(temporaryOf(file), { force: true });
    if (isRunning(record)) found.push({ file, record });
  }
  return found;
}

type Update = (changes: Partial<RunRecord>) => Promise<void>;

/** What the run had saved; what it had not yet written down is found by its name. */
async function alreadySaved(record: RunRecord, made: MadeFiles): Promise<readonly PreservedFile[]> {
  const saved = record.preserved.filter(({ error }) => error === undefined);
  for (const planned of record.request.plan.preserve) {
    if (saved.some(({ from }) => from === planned.from)) continue;
    const found = await findFinished(planned, made, Date.parse(record.startedAt));
    if (found !== undefined) saved.push(found);
  }
  return saved;
}

/** Saves what the run would have saved; half copies of it are removed first. */
async function saveRest(record: RunRecord, made: MadeFiles, update: Update): Promise<readonly PreservedFile[]> {
  const { preserve } = record.request.plan;
  const saved = [...record.preserved];
  if (!record.phases.some(({ phase }) => phase === "granting")) return saved;
  for (const { from, to } of preserve) {
    if (saved.some((file) => file.from === from)) continue;
    const written = (file: PreservedFile): Promise<void> => update({ preserved: [...saved, file] });
    saved.push(await preserveFile(from, to, defaultTimeouts.unlock, made, written));
  }
  return saved;
}

async function finish(file: string, record: RunRecord, natives: Natives | undefined): Promise<void> {
  const { plan, keepWorkFiles = false } = record.request;
  const recordFile = new RecordFile(file);
  let current = record;
  const update: Update = async (changes) => {
    current = { ...current, ...changes };
    await recordFile.write(current);
  };
  const made = new MadeFiles((files) => update({ leftovers: { ...current.leftovers, files } }), record.leftovers.files);
  await update({ preserved: await alreadySaved(record, made) });
  const problems: string[] = [...record.problems];
  problems.push(...(await made.remove(defaultTimeouts.unlock, isHalfCopy)));
  const preserved = await saveRest(current, made, update);
  const access =
    natives === undefined
      ? { left: record.leftovers.grants, problems: [] }
      : await revokeAccess(natives.core, plan.id, record.leftovers.grants, cleaning, () => undefined);
  problems.push(...access.problems);
  if (!keepWorkFiles) problems.push(...(await made.remove(defaultTimeouts.unlock)));
  const phase = record.phases.at(-1)?.phase ?? "checking";
  await update({
    state: "failed",
    endedAt: new Date().toISOString(),
    failure: {
      code: "host-killed",
      message: `The process that ran this VM was ended while ${phase}; Windows ended the VM with it. What was left was tidied up later.`,
      phase,
    },
    preserved,
    problems,
    leftovers: { ...current.leftovers, grants: access.left },
  });
  const hashed = (files: readonly PreservedFile[]): Promise<void> => update({ preserved: files });
  await hashPreserved(preserved, new AbortController().signal, { progress: () => undefined, hashed }, hashingMs);
}

/**
 * Finishes the runs of processes that were killed: saves what they would have saved, takes access back, removes work
 * files, and completes their records. Others may share the folder, and their processes live on other machines: only runs
 * whose identifiers are named are looked at. Returns the files of the completed records.
 */
export async function recoverRuns(
  folder: string,
  ids: readonly string[],
  natives: () => Promise<Natives | undefined>,
): Promise<readonly string[]> {
  const abandoned = await abandonedRecords(folder, ids);
  if (abandoned.length === 0) return [];
  const loaded = await natives();
  for (const { file, record } of abandoned) await finish(file, record, loaded);
  return abandoned.map(({ file }) => file);
}
