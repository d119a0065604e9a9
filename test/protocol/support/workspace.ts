import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";

/** A folder on disk for one test. */
export interface Workspace {
  readonly uri: string;
  readonly path: string;
  uriOf(name: string): string;
  write(name: string, content: string | Uint8Array): void;
  remove(name: string): void;
}

/** Makes a folder with these files; it goes when the test process ends. */
export function workspaceWith(files: Readonly<Record<string, string | Uint8Array>>): Workspace {
  const folder = mkdtempSync(path.join(tmpdir(), "confidential-pods-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const uri = pathToFileURL(folder).href;
  const workspace: Workspace = {
    uri,
    path: folder,
    uriOf: (name) => `${uri}/${name}`,
    write: (name, content) => {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), content);
    },
    remove: (name) => rmSync(path.join(folder, name)),
  };
  for (const [name, content] of Object.entries(files)) workspace.write(name, content);
  return workspace;
}
