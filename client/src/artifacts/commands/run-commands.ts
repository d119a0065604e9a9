import { existsSync } from "node:fs";
import { rename } from "node:fs/promises";
import path from "node:path";
import { Uri, window, workspace } from "vscode";
import { UserError } from "../../infrastructure/errors.ts";
import type { DiskImages } from "../disk-process/disk-images.ts";
import { type Run, shortId } from "../runs/run.ts";
import type { RunStore } from "../runs/run-store.ts";
import { runOf } from "./choose-target.ts";
import type { CommandTarget } from "./command-target.ts";
import { requireTrust } from "./require-trust.ts";

/** What a name of a file may not hold on Windows, and what would end the identifier early. */
const unsafe = /[<>:"/\\|?*\p{Cc}_]/u;

/**
 * Renames a run's files, so that the next boot of a UVM with its identifier does not replace them: hcsshim overwrites
 * what it preserved before.
 */
export async function renameRun(
  target: CommandTarget,
  given: string | undefined,
  store: RunStore,
  images: DiskImages,
): Promise<void> {
  requireTrust("Renaming");
  const run = await runOf(target, store);
  if (run === undefined || run.id === "") return;
  const id = given ?? (await askForId(run));
  if (id === undefined || id === run.id) return;
  const problem = nameProblem(run, id);
  if (problem !== "") throw new UserError("run-name", problem);
  await releaseAll(run, images);
  const done: (readonly [from: string, to: string])[] = [];
  try {
    for (const { path: from, suffix } of run.files) {
      const to = path.join(run.folder, `${id}_${suffix}`);
      await rename(from, to);
      done.push([from, to]);
    }
  } catch (cause) {
    // All or nothing: half of a run under another name would be two runs.
    for (const [from, to] of done.toReversed()) await rename(to, from).catch(() => undefined);
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new UserError("run-rename", `The run keeps its name, since a file could not be renamed: ${why}`, { cause });
  } finally {
    store.refresh();
  }
}

/** Moves a run's files to the trash, after a question. */
export async function deleteRun(target: CommandTarget, store: RunStore, images: DiskImages): Promise<void> {
  requireTrust("Deleting");
  const run = await runOf(target, store);
  if (run === undefined) return;
  const answer = "Move to Trash";
  const question = `Move the ${run.files.length} files of ${shortId(run.id)} to the trash?`;
  const detail = run.files.map(({ path: file }) => file).join("\n");
  if ((await window.showWarningMessage(question, { modal: true, detail }, answer)) !== answer) return;
  await releaseAll(run, images);
  try {
    for (const file of run.files) await trash(file.path);
  } finally {
    store.refresh();
  }
}

/** A file system without a trash, such as a server's, says so: nothing is deleted for good without being asked. */
async function trash(file: string): Promise<void> {
  const uri = Uri.file(file);
  try {
    await workspace.fs.delete(uri, { useTrash: true });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new UserError("run-delete", `'${file}' could not be moved to the trash: ${why}`, { cause });
  }
}

async function askForId(run: Run): Promise<string | undefined> {
  return window.showInputBox({
    title: `Keep ${shortId(run.id)} under another name`,
    prompt: "The next boot with the same identifier does not replace it then.",
    value: `${run.id.slice(0, 40).replaceAll("_", "-")} kept`,
    validateInput: (id) => nameProblem(run, id),
  });
}

/** Why the files cannot have this name; empty where they can. */
function nameProblem(run: Run, id: string): string {
  if (id === run.id) return "";
  if (id.trim() === "" || unsafe.test(id)) return 'A name without _ < > : " / \\ | ? * is needed.';
  const taken = run.files.find(({ suffix }) => existsSync(path.join(run.folder, `${id}_${suffix}`)));
  return taken === undefined ? "" : `There is a ${id}_${taken.suffix} already.`;
}

/** Windows neither renames nor deletes a file that is open. */
async function releaseAll(run: Run, images: DiskImages): Promise<void> {
  for (const { path: image } of run.files) await images.ask("release", { image });
}
