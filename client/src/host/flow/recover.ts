import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import type { PreservedFile } from "../../../../server/src/protocol.ts";
import { isBootRequest } from "../channel/guards.ts";
import { preserveFile } from "../disks/preserve.ts";
import { codeOf } from "../errors.ts";
import { isJsonObject, parseJson } from "../json.ts";
import type { Natives } from "../native/natives.ts";
import { RecordFile } from "../record/record-file.ts";
import { type RunRecord, recordVersion } from "../record/run-record.ts";
import { revokeAccess } from "./grants.ts";
import { defaultTimeouts } from "./timeouts.ts";
import { removeFiles } from "./work-files.ts";

const maximumRecord = 16 * 2 ** 20;
const maximumRecords = 10_000;
const cleaning = { timeoutMs: 10_000 } as const;

const isTextList = (value: unknown): boolean =>
  Array.isArray(value) && value.every((item) => typeof item === "string" && path.isAbsolute(item));

/** Whether a file's content is a record of ours that still says `running`. */
function isRunning(value: unknown): value is RunRecord {
  if (!isJsonObject(value) || value["version"] !== recordVersion || value["state"] !== "running") return false;
  const { leftovers } = value;
  return (
    Number.isSafeInteger(value["process"]) &&
    Array.isArray(value["phases"]) &&
    Array.isArray(value["problems"]) &&
    isBootRequest(value["request"]) &&
    isJsonObject(leftovers) &&
    isTextList(leftovers["grants"]) &&
    isTextList(leftovers["files"])
  );
}

/** Whether a process of that number lives; it may be another one by now, then the record waits. */
function isAlive(process_: number): boolean {
  try {
    process.kill(process_, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}

async function abandonedRecords(
  folder: string,
): Promise<readonly { readonly file: string; readonly record: RunRecord }[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith("_run.json")).slice(0, maximumRecords);
  const found: { readonly file: string; readonly record: RunRecord }[] = [];
  for (const name of names) {
    const file = path.join(folder, name);
    if ((await stat(file)).size > maximumRecord) continue;
    const record = parseJson(await readFile(file, "utf8"));
    if (isRunning(record) && !isAlive(record.process)) found.push({ file, record });
  }
  return found;
}

async function finish(file: string, record: RunRecord, natives: Natives | undefined): Promise<void> {
  const { plan } = record.request;
  const wasPrepared = record.phases.some(({ phase }) => phase === "granting");
  const preserved: PreservedFile[] = [];
  const done = new Set(record.preserved.filter(({ error }) => error === undefined).map(({ from }) => from));
  for (const { from, to } of wasPrepared ? plan.preserve : []) {
    if (!done.has(from)) preserved.push(await preserveFile(from, to, defaultTimeouts.unlock));
  }
  const problems: string[] = [];
  const grants: string[] = [];
  for (const granted of record.leftovers.grants) {
    const problem = natives && (await revokeAccess(natives.core, plan.id, granted, cleaning, () => undefined));
    if (natives === undefined || problem !== undefined) grants.push(granted);
    if (problem !== undefined) problems.push(problem);
  }
  const files = new Set(record.leftovers.files);
  problems.push(...(await removeFiles([...files].reverse(), (removed) => files.delete(removed))));
  const phase = record.phases.at(-1)?.phase ?? "checking";
  await new RecordFile(file).write({
    ...record,
    state: "failed",
    endedAt: new Date().toISOString(),
    failure: {
      code: "host-killed",
      message: `The process that ran this VM was ended while ${phase}; Windows ended the VM with it. What was left was tidied up later.`,
      phase,
    },
    preserved: [...record.preserved, ...preserved],
    problems: [...record.problems, ...problems],
    leftovers: { grants, files: [...files] },
  } satisfies RunRecord);
}

/**
 * Finishes the runs of processes that were killed: saves what they would have saved, takes access back, removes work
 * files, and completes their records. Returns the files of those records.
 */
export async function recoverRuns(
  folder: string,
  natives: () => Promise<Natives | undefined>,
): Promise<readonly string[]> {
  const abandoned = await abandonedRecords(folder);
  if (abandoned.length === 0) return [];
  const loaded = await natives();
  for (const { file, record } of abandoned) await finish(file, record, loaded);
  return abandoned.map(({ file }) => file);
}
