import { existsSync } from "node:fs";
import { rename } from "node:fs/promises";
import path from "node:path";
import { Uri, window, workspace } from "vscode";
import { UserError } from "../../infrastructure/errors.ts";
import type { DiskImages } from "../disk-process/disk-images.ts";
import { type Run, shortId } from "../runs/run.ts";
import type { RunStore } from "../runs/run-store.ts";
import { countText } from "../tree/texts.ts";
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
  const files = run.files.map(({ path: file }) => file);
  const question = `Move ${countText(files.length, "file")} of ${shortId(run.id)} to the trash?`;
  if (!(await confirm(question, files.join("\n"), "Move to Trash"))) return;
  await releaseAll(run, images);
  try {
    const kept = await removeFiles(files, true);
    const [first] = kept;
    if (first === undefined) return;
    // A server has no trash, and a file system without one says so: then nothing is deleted without another question.
    const again = `${countText(kept.length, "file")} of ${shortId(run.id)} could not be moved to the trash. Delete for good?`;
    if (!(await confirm(again, [...kept.map(({ file }) => file), "", first.why].join("\n"), "Delete Permanently")))
      return;
    const [left] = await removeFiles(
      kept.map(({ file }) => file),
      false,
    );
    if (left !== undefined) throw new UserError("run-delete", `'${left.file}' could not be deleted: ${left.why}`);
  } finally {
    store.refresh();
  }
}

async function confirm(question: string, detail: string, answer: string): Promise<boolean> {
  return (await window.showWarningMessage(question, { modal: true, detail }, answer)) === answer;
}

/** Deletes files; gives those that are still there, with what the file system said. */
async function removeFiles(
  files: readonly string[],
  useTrash: boolean,
): Promise<readonly { readonly file: string; readonly why: string }[]> {
  const kept: { file: string; why: string }[] = [];
  for (const file of files) {
    try {
      await workspace.fs.delete(Uri.file(file), { useTrash });
    } catch (cause) {
      kept.push({ file, why: cause instanceof Error ? cause.message : String(cause) });
    }
  }
  return kept;
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
