import {
  type CancellationToken,
  Location,
  Position,
  SymbolInformation,
  SymbolKind,
  type WorkspaceSymbolProvider,
  workspace,
} from "vscode";
import { UserError } from "../../infrastructure/errors.ts";
import { signalOf } from "../disk-process/cancellation.ts";
import type { DiskImages } from "../disk-process/disk-images.ts";
import { baseName } from "../runs/artifact-file.ts";
import { type DiskLocation, locationOf, readableUri } from "./places.ts";

/** Rows of one disk; who types on sees others. */
const most = 200;

/**
 * The files of disks that are folders of the workspace, as symbols: quick open finds files of such a folder only through
 * an API that extensions may not use, but it shows symbols behind a `#`.
 */
export class DiskFileSymbols implements WorkspaceSymbolProvider {
  readonly #images: DiskImages;

  constructor(images: DiskImages) {
    this.#images = images;
  }

  async provideWorkspaceSymbols(text: string, token: CancellationToken): Promise<SymbolInformation[]> {
    if (text === "") return [];
    const disks = (workspace.workspaceFolders ?? []).flatMap(({ uri }) => locationOf(uri) ?? []);
    return (await Promise.all(disks.map((disk) => this.#find(disk, text, signalOf(token))))).flat();
  }

  async #find({ image, partition }: DiskLocation, text: string, signal: AbortSignal): Promise<SymbolInformation[]> {
    try {
      const found = await this.#images.ask("find", { image, partition, text, limit: most }, { signal });
      return found.map(({ path, artifact, ...file }) => {
        const name = baseName(path);
        const directory = path.slice(0, Math.max(0, path.length - name.length - 1));
        const uri = readableUri({ image, partition: file.partition, path }, artifact);
        return new SymbolInformation(name, SymbolKind.File, directory, new Location(uri, new Position(0, 0)));
      });
    } catch (error) {
      // The explorer's row of the disk says what is wrong with it.
      if (error instanceof UserError) return [];
      throw error;
    }
  }
}
