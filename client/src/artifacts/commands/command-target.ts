import path from "node:path";
import { Uri } from "vscode";
import { UserError } from "../../infrastructure/errors.ts";
import { baseName } from "../runs/artifact-file.ts";
import { readDataFolder } from "../runs/data-folder.ts";
import type { ArtifactNode } from "../tree/artifact-node.ts";
import type { ArtifactsTree } from "../tree/artifacts-tree.ts";

/** What a command works on: the row that it was called on; undefined from the palette. */
export type CommandTarget = ArtifactNode | undefined;

/**
 * Makes a target of what VS Code hands to a command: a row of the view as it is, and for a file of the explorer the row
 * that it would have.
 * @throws UserError where the file is not there
 */
export async function commandTarget(argument: unknown, tree: ArtifactsTree): Promise<CommandTarget> {
  if (tree.isNode(argument)) return argument;
  if (!(argument instanceof Uri) || argument.scheme !== "file") return undefined;
  const { runs } = await readDataFolder(path.dirname(argument.fsPath));
  for (const run of runs) {
    const file = run.files.find((candidate) => candidate.path === argument.fsPath);
    if (file !== undefined) return { kind: "file", run, file };
  }
  throw new UserError("no-artifact", `'${baseName(argument.path)}' is no disk image or artifact that can be read.`);
}
