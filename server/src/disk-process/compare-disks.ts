import type { ChangedFile, DiskCalls, DiskComparison } from "../disk-protocol.ts";
import { type DiskDiff, diffInSteps } from "../disks/diff/diff-disks.ts";
import { columns, counted, oneLine } from "../disks/formats/text.ts";
import { changesOf, type ImageFile } from "../image-files/open-image-file.ts";
import type { CallContext } from "./call-context.ts";
import { mayBeArtifact } from "./disk-files.ts";
import { inSteps } from "./in-steps.ts";
import { ownerRows } from "./owner-rows.ts";

/** What it means that two disks are equal. */
const equal = {
  "guest-writes": [
    "Nothing was written: the disks are equal.",
    "The guest left no trace here: its EFI disk was read-only, or it never ran so far.",
  ],
  runs: ["The disks of the two runs are equal."],
} as const;
/** Files that a report names; an editor is no place for hundreds of thousands. */
const mostFiles = 5000;
const kinds = ["added", "removed", "modified"] as const;
/** What each change looks like in the report. */
const marks = { added: "+", removed: "-", modified: "~" } as const;

/** Compares two states of a disk and tells it for a person: files first, then whose the changed sectors are. */
export async function compareDisks(
  before: ImageFile,
  after: ImageFile,
  of: DiskCalls["compare"]["params"]["of"],
  call: CallContext,
): Promise<DiskComparison> {
  const total = Math.max(1, before.disk.image.allocatedBytes, after.disk.image.allocatedBytes);
  const steps = diffInSteps(before.disk, after.disk);
  const diff = await inSteps(steps, call, (done) => call.progress(Math.min(1, done / total)));
  const { changedSectors, ranges, sectorSize } = diff.sectors;
  const head = [`Before  ${oneLine(before.name)}`, `After   ${oneLine(after.name)}`, ""];
  if (changedSectors === 0) {
    return {
      text: `${[...head, ...equal[of]].join("\n")}\n`,
      changedSectors,
      files: [],
    };
  }
  const size = `${counted(changedSectors, "sector")} of ${sectorSize} bytes changed, in ${counted(ranges.length, "range")}.`;
  const changes = changedFiles(diff);
  const rest = changeCount(diff) - changes.length;
  const lines = [...head, size, "", changes.length === 0 ? "No file was added, removed or changed." : "Files"];
  const files = changes.map((change, index) => ({ ...change, line: lines.length + index }));
  lines.push(...files.map(({ change, path }) => `  ${marks[change]} ${change.padEnd(8)}  ${oneLine(path)}`));
  if (rest > 0)
    lines.push(`  and ${counted(rest, "more file")}, which the command line names: confidential-pods disk diff`);
  lines.push("", "Sectors, by what they belong to", ...columns(ownerRows(diff.owners)));
  const problems = [
    ...diff.sectors.problems,
    ...diff.files.flatMap((partition) => partition.problems),
    ...changesOf(before),
    ...changesOf(after),
  ];
  if (problems.length > 0) lines.push("", "Not compared", ...problems.map(({ message }) => `  ${oneLine(message)}`));
  return { text: `${lines.join("\n")}\n`, changedSectors, files };
}

/** The first changes of all kinds. */
function changedFiles(diff: DiskDiff): readonly Omit<ChangedFile, "line">[] {
  const changes: Omit<ChangedFile, "line">[] = [];
  for (const { before = null, after = null, ...files } of diff.files) {
    for (const change of kinds) {
      for (const path of files[change]) {
        if (changes.length === mostFiles) return changes;
        const artifact = mayBeArtifact(path);
        changes.push({ partitionBefore: before, partitionAfter: after, path, change, artifact });
      }
    }
  }
  return changes;
}

function changeCount({ files }: DiskDiff): number {
  return files.reduce((sum, partition) => kinds.reduce((count, kind) => count + partition[kind].length, sum), 0);
}
