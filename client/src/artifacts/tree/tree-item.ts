import { ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from "vscode";
import { sizeText } from "../../infrastructure/size-text.ts";
import { diskUri } from "../inside/places.ts";
import { isDiskImage } from "../runs/artifact-file.ts";
import { runSize, runTime, shortId } from "../runs/run.ts";
import type { RunState } from "../runs/run-record.ts";
import { readOnlyEfi, timelineOutcome } from "../runs/timeline-outcome.ts";
import type { ArtifactNode, EntryNode, FileNode, FolderNode, PartitionNode, RunNode } from "./artifact-node.ts";
import { stateText, timeText } from "./texts.ts";

const { Collapsed, Expanded, None } = TreeItemCollapsibleState;

/** Internal command of a row that opens what it stands for. */
export const openNodeCommand = "_confidentialPods.artifacts.openNode";

/** A node as VS Code shows it; `contextValue` is what menus in package.json look at. */
export function treeItem(node: ArtifactNode): TreeItem {
  switch (node.kind) {
    case "folder":
      return folderItem(node);
    case "run":
      return runItem(node);
    case "file":
      return fileItem(node);
    case "guest-wrote":
      return guestWroteItem(node);
    case "timeline":
      return timelineItem(node);
    case "partition":
      return partitionItem(node);
    case "entry":
      return entryItem(node);
    case "message":
      return item(node.text, None, { icon: node.isProblem ? "warning" : "info", context: "message" });
  }
}

type ActionNode<Kind extends "guest-wrote" | "timeline"> = Extract<ArtifactNode, { readonly kind: Kind }>;

interface Looks {
  readonly icon: string;
  readonly context: string;
  readonly color?: string;
  readonly description?: string;
  readonly tooltip?: string;
}

function item(label: string, state: TreeItemCollapsibleState, looks: Looks): TreeItem {
  const made = new TreeItem(label, state);
  made.iconPath =
    looks.color === undefined ? new ThemeIcon(looks.icon) : new ThemeIcon(looks.icon, new ThemeColor(looks.color));
  made.contextValue = looks.context;
  if (looks.description !== undefined) made.description = looks.description;
  made.tooltip = looks.tooltip ?? label;
  // Without it a screen reader is given the tooltip alone.
  made.accessibilityInformation = { label: [label, looks.description].filter(Boolean).join(", ") };
  return made;
}

/** A row that opens something when it is clicked. */
function opening(made: TreeItem, node: ArtifactNode): TreeItem {
  made.command = { command: openNodeCommand, title: "Open", arguments: [node] };
  return made;
}

function folderItem({ folder }: FolderNode): TreeItem {
  const name = folder.path.split(/[\\/]/).findLast((part) => part !== "") ?? folder.path;
  const made = item(name, Expanded, {
    icon: "folder",
    context: "folder",
    description: folder.path,
    tooltip: folder.path,
  });
  made.id = folder.path;
  return made;
}

const stateIcons: Readonly<Record<RunState, readonly [icon: string, color: string]>> = {
  running: ["sync", "charts.yellow"],
  ended: ["pass", "testing.iconPassed"],
  failed: ["error", "testing.iconFailed"],
  cancelled: ["circle-slash", "testing.iconSkipped"],
};

function runItem({ run }: RunNode): TreeItem {
  const { id, folder, record } = run;
  if (id === "") return item("Other disks and artifacts", Collapsed, { icon: "files", context: "other" });
  const [icon, color] = record === undefined ? ["vm", undefined] : stateIcons[record.state];
  const facts = [timeText(runTime(run)), sizeText(runSize(run)), stateText(record)];
  const hint = record?.hasReadOnlyEfi
    ? "The EFI disk was read-only, so the guest left no trace on it. Boot with a writable EFI disk to see its boot timeline."
    : "";
  const made = item(shortId(id), Collapsed, {
    icon,
    context: "run",
    ...(color === undefined ? {} : { color }),
    description: facts.filter(Boolean).join(" · "),
    tooltip: [id, record?.failure ?? "", hint].filter(Boolean).join("\n"),
  });
  // Found again by it where the view is asked to show this run.
  made.id = [folder, id].join("\n");
  return made;
}

function fileItem(node: FileNode): TreeItem {
  const { file } = node;
  const isDisk = isDiskImage(file.name);
  const made = item(file.suffix, isDisk ? Collapsed : None, {
    icon: isDisk ? "database" : "file",
    context: !isDisk ? "file" : node.isChild ? "file.disk.child" : "file.disk",
    description: sizeText(file.size),
    tooltip: `${file.path}\n${timeText(file.modified)}`,
  });
  return opening(made, node);
}

function guestWroteItem(node: ActionNode<"guest-wrote">): TreeItem {
  const description = node.run.record?.hasReadOnlyEfi ? readOnlyEfi : "";
  const made = item("What the guest wrote", None, { icon: "diff", context: node.kind, description });
  return opening(made, node);
}

/** The row has room for a few words; whoever hears it, or rests on it, is told the whole sentence. */
function timelineItem(node: ActionNode<"timeline">): TreeItem {
  const outcome = timelineOutcome(node.run.record, node.status.outcome);
  const color = outcome?.kind === "failed" ? { icon: "error", color: "testing.iconFailed" } : { icon: "history" };
  const label = "Boot timeline";
  const made = item(label, None, {
    ...color,
    context: node.kind,
    description: outcome?.brief ?? "",
    tooltip: outcome?.text ?? label,
  });
  made.accessibilityInformation = { label: [label, outcome?.text].filter(Boolean).join(", ") };
  return opening(made, node);
}

function partitionItem({ partition }: PartitionNode): TreeItem {
  const { index, name, typeName, fileSystem, size, explanation, content } = partition;
  const label = name || typeName || "Whole disk";
  const facts = [fileSystem?.kind ?? content, sizeText(size)];
  return item(label, fileSystem === null ? None : Collapsed, {
    icon: "server-environment",
    context: fileSystem === null ? "partition.unread" : "partition",
    description: facts.join(" · "),
    tooltip: explanation || `Partition ${index}, ${typeName}`,
  });
}

function entryItem(node: EntryNode): TreeItem {
  const { entry, image, partition, path } = node;
  const isDirectory = entry.kind === "directory";
  const made = new TreeItem(entry.name, isDirectory ? Collapsed : None);
  made.resourceUri = diskUri({ image, partition, path });
  made.iconPath = isDirectory ? ThemeIcon.Folder : new ThemeIcon(entry.artifact ? "output" : "file");
  made.contextValue = isDirectory ? "entry.directory" : entry.artifact ? "entry.artifact" : "entry.file";
  const remarks = [entry.deleted ? "deleted" : "", entry.kind === "stream" ? "stream" : "", entry.target ?? ""];
  made.description = [isDirectory ? "" : sizeText(entry.size), ...remarks].filter(Boolean).join(" · ");
  made.tooltip = [path, timeText(entry.modified)].filter(Boolean).join("\n");
  made.accessibilityInformation = { label: [entry.name, made.description].filter(Boolean).join(", ") };
  return isDirectory ? made : opening(made, node);
}
