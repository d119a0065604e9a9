import { EventEmitter, type TreeDataProvider, type TreeItem } from "vscode";
import type { BootStatus } from "../../../../server/src/protocol.ts";
import type { Disposable } from "../../infrastructure/disposables.ts";
import { UserError } from "../../infrastructure/errors.ts";
import type { DiskImages } from "../disk-process/disk-images.ts";
import { isDiskImage } from "../runs/artifact-file.ts";
import { isSamePath } from "../runs/local-path.ts";
import { disksOf, efiDisk, type Run } from "../runs/run.ts";
import type { RunStore } from "../runs/run-store.ts";
import type { ArtifactNode, EntryNode, FileNode, PartitionNode } from "./artifact-node.ts";
import { treeItem } from "./tree-item.ts";

/** Folders, their runs, and what is inside of their disks. Nothing is read before a row is opened. */
export class ArtifactsTree implements TreeDataProvider<ArtifactNode>, Disposable {
  readonly #store: RunStore;
  readonly #images: DiskImages;
  readonly #changes = new EventEmitter<void>();
  readonly #subscription: Disposable;
  readonly #nodes = new WeakSet<object>();
  #showsHidden = false;

  readonly onDidChangeTreeData = this.#changes.event;

  constructor(store: RunStore, images: DiskImages) {
    this.#store = store;
    this.#images = images;
    this.#subscription = store.onDidChange(() => this.#changes.fire());
  }

  /** Shows deleted files and alternate data streams, or hides them again; tells which of both. */
  toggleHidden(): boolean {
    this.#showsHidden = !this.#showsHidden;
    this.#changes.fire();
    return this.#showsHidden;
  }

  /** Whether something is a row of this view: what VS Code hands to commands can come from anywhere. */
  isNode(value: unknown): value is ArtifactNode {
    return typeof value === "object" && value !== null && this.#nodes.has(value);
  }

  getTreeItem(node: ArtifactNode): TreeItem {
    return treeItem(node);
  }

  /** Of what is revealed: folders and runs. */
  async getParent(node: ArtifactNode): Promise<ArtifactNode | undefined> {
    return node.kind === "run" ? this.findNode(node.run.folder) : undefined;
  }

  /** The row of the run that a file of this machine is of, or of a data folder; undefined: there is none. */
  async findNode(file: string): Promise<ArtifactNode | undefined> {
    for (const folder of await this.#store.read()) {
      if (isSamePath(folder.path, file)) return { kind: "folder", folder };
      const run = folder.runs.find(({ files }) => files.some(({ path }) => isSamePath(path, file)));
      if (run !== undefined) return { kind: "run", run };
    }
    return undefined;
  }

  async getChildren(node?: ArtifactNode): Promise<ArtifactNode[]> {
    const children = await this.#readableChildrenOf(node);
    for (const child of children) this.#nodes.add(child);
    return children;
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changes.dispose();
  }

  async #readableChildrenOf(node: ArtifactNode | undefined): Promise<ArtifactNode[]> {
    try {
      return await this.#childrenOf(node);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return [{ kind: "message", text: error.message, isProblem: true }];
    }
  }

  async #childrenOf(node: ArtifactNode | undefined): Promise<ArtifactNode[]> {
    switch (node?.kind) {
      case undefined:
        return (await this.#store.read()).map((folder) => ({ kind: "folder", folder }));
      case "folder": {
        const { runs, problem } = node.folder;
        const rows: ArtifactNode[] = runs.map((run) => ({ kind: "run", run }));
        if (problem !== "") rows.unshift({ kind: "message", text: problem, isProblem: true });
        if (rows.length === 0)
          rows.push({ kind: "message", text: "No run has left anything here yet.", isProblem: false });
        return rows;
      }
      case "run":
        return this.#partsOf(node.run);
      case "file":
        return isDiskImage(node.file.name) ? this.#partitionsOf(node) : [];
      case "partition":
      case "entry":
        return this.#entriesOf(node);
      case "guest-wrote":
      case "timeline":
      case "message":
        return [];
    }
  }

  /** What a run is asked most, then its disks, then its other files. */
  async #partsOf(run: Run): Promise<ArtifactNode[]> {
    const disks = disksOf(run);
    const others = run.files.filter((file) => !disks.includes(file));
    const children = await Promise.all(disks.map((file) => this.#isChild(file.path)));
    const files = [...disks, ...others].map((file, index): FileNode => {
      return { kind: "file", run, file, isChild: children[index] ?? false };
    });
    const disk = run.id === "" ? undefined : efiDisk(run);
    if (disk === undefined) return files;
    const status = await this.#bootStatus(disk.path);
    const timeline: ArtifactNode[] = status === null ? [] : [{ kind: "timeline", run, status }];
    return [...timeline, { kind: "guest-wrote", run }, ...files];
  }

  /** False where a disk cannot be read: its own row then says why. */
  async #isChild(image: string): Promise<boolean> {
    try {
      return await this.#images.ask("isChild", { image });
    } catch (error) {
      if (error instanceof UserError) return false;
      throw error;
    }
  }

  /** Null where a disk has no log, or cannot be read: its own row then says why. */
  async #bootStatus(image: string): Promise<BootStatus | null> {
    try {
      return await this.#images.ask("bootStatus", { image });
    } catch (error) {
      if (error instanceof UserError) return null;
      throw error;
    }
  }

  /** A disk's verdict where it has no partition to look into, such as a scratch that was never formatted. */
  async #partitionsOf({ file }: FileNode): Promise<ArtifactNode[]> {
    const image = file.path;
    const partitions = await this.#images.ask("partitions", { image });
    if (partitions.every(({ fileSystem }) => fileSystem === null)) {
      return [{ kind: "message", text: await this.#images.ask("verdict", { image }), isProblem: false }];
    }
    return partitions.map((partition) => ({ kind: "partition", image, partition }));
  }

  async #entriesOf(node: PartitionNode | EntryNode): Promise<ArtifactNode[]> {
    const partition = typeof node.partition === "number" ? node.partition : node.partition.index;
    const directory = node.kind === "entry" ? node.path : "";
    const { image } = node;
    const entries = await this.#images.ask("list", {
      image,
      partition,
      path: directory,
      deleted: this.#showsHidden,
      streams: this.#showsHidden,
    });
    return entries.map((entry) => ({
      kind: "entry",
      image,
      partition,
      path: directory === "" ? entry.name : `${directory}/${entry.name}`,
      entry,
    }));
  }
}
