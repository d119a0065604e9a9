import { type Dirent, promises } from "node:fs";
import path from "node:path";
import { readRecord } from "../../infrastructure/read-record.ts";
import type { ArtifactFile } from "./artifact-file.ts";
import { groupRuns, type RunFiles } from "./group-runs.ts";
import { type Run, runTime } from "./run.ts";
import { toRunRecord } from "./run-record.ts";

/** What a data folder holds, or why that cannot be said. */
export interface DataFolder {
  readonly path: string;
  /** Newest first; files of no run in the one with the empty id, last. */
  readonly runs: readonly Run[];
  /** One sentence; empty where the folder could be read. */
  readonly problem: string;
}

/** More files than a person looks through are the content of another kind of folder. */
const maxFiles = 5000;

/** Reads a data folder. */
export async function readDataFolder(folder: string): Promise<DataFolder> {
  let entries: Dirent[];
  try {
    entries = await promises.readdir(folder, { withFileTypes: true });
  } catch (error) {
    return { path: folder, runs: [], problem: sentence(error) };
  }
  const names = entries.filter((entry) => entry.isFile() || entry.isSymbolicLink()).map(({ name }) => name);
  const files = await Promise.all(names.slice(0, maxFiles).map((name) => describe(folder, name)));
  const groups = groupRuns(files.filter((file) => file !== undefined));
  const runs = await Promise.all(groups.map((group) => toRun(folder, group)));
  const problem = names.length > maxFiles ? `Only the first ${maxFiles} of ${names.length} files are shown.` : "";
  return { path: folder, runs: runs.sort(byTime), problem };
}

/** A file that went away since it was listed is left out, and a link to something else than a file. */
async function describe(folder: string, name: string): Promise<ArtifactFile | undefined> {
  const file = path.join(folder, name);
  try {
    const found = await promises.stat(file);
    return found.isFile() ? { path: file, name, size: found.size, modified: found.mtimeMs } : undefined;
  } catch {
    return undefined;
  }
}

async function toRun(folder: string, group: RunFiles): Promise<Run> {
  const file = group.files.find(({ suffix }) => suffix === "run.json");
  return { ...group, folder, record: file && toRunRecord(await readRecord(file.path)) };
}

function byTime(a: Run, b: Run): number {
  if ((a.id === "") !== (b.id === "")) return a.id === "" ? 1 : -1;
  return runTime(b) - runTime(a);
}

function sentence(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : "";
  if (code === "ENOENT") return "There is no such folder yet.";
  if (code === "EACCES" || code === "EPERM") return "You have no permission to read this folder.";
  if (code === "ENOTDIR") return "This is a file, not a folder.";
  return error instanceof Error ? error.message : String(error);
}
