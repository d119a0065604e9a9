import {
  type Command,
  EventEmitter,
  ThemeColor,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  type TreeView,
  window,
} from "vscode";
import type { HostSystem } from "../../../../server/src/protocol.ts";
import { type Disposable, DisposableStore } from "../../infrastructure/disposables.ts";
import type { Sessions } from "../session/sessions.ts";
import { childrenOf, rowOf, topNodes, type UvmNode } from "./uvm-rows.ts";

/** Milliseconds after which ages in the view are told anew, while something runs and somebody looks. */
const ageing = 10_000;

/** The view of UVMs. */
export class UvmTree implements TreeDataProvider<UvmNode>, Disposable {
  readonly #sessions: Sessions;
  readonly #listSystems: () => Promise<readonly HostSystem[]>;
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new EventEmitter<void>());
  readonly #view: TreeView<UvmNode>;
  #systems: readonly HostSystem[] = [];

  readonly onDidChangeTreeData = this.#changed.event;

  /** @param listSystems the compute systems of the host; empty where there is no HCS */
  constructor(sessions: Sessions, listSystems: () => Promise<readonly HostSystem[]>) {
    this.#sessions = sessions;
    this.#listSystems = listSystems;
    this.#view = this.#store.add(window.createTreeView("confidentialPods.uvms", { treeDataProvider: this }));
    this.#store.add(sessions.onDidChange(() => this.#update()));
    this.#store.add(
      this.#view.onDidChangeVisibility(({ visible }) => {
        if (visible) void this.refresh();
      }),
    );
    const timer = setInterval(() => {
      if (this.#view.visible && sessions.alive.length > 0) this.#changed.fire();
    }, ageing);
    this.#store.add({ dispose: () => clearInterval(timer) });
  }

  /** Asks HCS again. */
  async refresh(): Promise<void> {
    try {
      this.#systems = await this.#listSystems();
      this.#view.message = "";
    } catch (error) {
      this.#systems = [];
      this.#view.message = breakable(error instanceof Error ? error.message : String(error));
    }
    this.#changed.fire();
  }

  getChildren(node?: UvmNode): UvmNode[] {
    return [...(node === undefined ? topNodes(this.#sessions.all, this.#systems) : childrenOf(node, Date.now()))];
  }

  getTreeItem(node: UvmNode): TreeItem {
    const { label, description, tooltip, icon, context, isOpen } = rowOf(node, Date.now());
    const [name, color] = icon;
    const item = new TreeItem(label, collapsible(isOpen));
    item.description = description;
    item.tooltip = tooltip;
    item.iconPath = new ThemeIcon(name, color === undefined ? undefined : new ThemeColor(color));
    item.contextValue = context;
    if (node.kind === "session") item.id = node.session.id;
    // VS Code reads out the tooltip, which of a line says the most.
    if (node.kind !== "line") item.accessibilityInformation = { label: `${label} ${description}` };
    if (node.kind === "line" && node.shows !== undefined) item.command = showing(node.shows);
    return item;
  }

  dispose(): void {
    this.#store.dispose();
  }

  #update(): void {
    const { length } = this.#sessions.alive;
    this.#view.badge = length === 0 ? undefined : { value: length, tooltip: `${length} UVMs of this window` };
    this.#changed.fire();
  }
}

/** A text whose names may go on in the next line: the view is narrower than `HcsEnumerateComputeSystems`. */
const breakable = (text: string): string => text.replaceAll(/(?<=[a-z])(?=[A-Z])|(?<=_)/g, "\u200b");

/** What a click on a row does. */
function showing({ what, session }: NonNullable<Extract<UvmNode, { kind: "line" }>["shows"]>): Command {
  return what === "record"
    ? { command: "confidentialPods.uvm.showRecord", title: "Show Run Record", arguments: [session] }
    : { command: "confidentialPods.uvm.openFolder", title: "Open Debug Folder", arguments: [session] };
}

function collapsible(isOpen: boolean | undefined): TreeItemCollapsibleState {
  if (isOpen === undefined) return TreeItemCollapsibleState.None;
  return isOpen ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
}
