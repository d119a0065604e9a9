import { type ArtifactFile, isArtifact } from "./artifact-file.ts";

/** What a UVM left in a folder. */
export interface RunFiles {
  /** What the names of its files begin with: the UVM's identifier. */
  readonly id: string;
  /** Sorted by what follows the identifier. */
  readonly files: readonly RunFile[];
}

/** A file of a run. */
export interface RunFile extends ArtifactFile {
  /** What follows `<id>_` in its name. */
  readonly suffix: string;
}

/** Names that say by themselves where the identifier ends: hcsshim's for pods, and those of our own records. */
const surelyEnds = /^(.+?)_((?:sandbox\.vhdx|boot\.vhd|efi_boot\.vhd|run\.json|boot\.jsonl|console\.log))$/i;
/** A scratch of uvmboot keeps its own name, which may have underscores itself. */
const probablyEnds = /^([^_]+)_(.+)$/s;

/**
 * Groups the files of a folder by the UVM whose identifier their names begin with (`<uvm id>_<file>`, as hcsshim's
 * debug mode preserves them). What has no such name, a pristine `boot.vhd` for one, is in the run with the empty id.
 */
export function groupRuns(files: readonly ArtifactFile[]): readonly RunFiles[] {
  const ids = files.flatMap(({ name }) => surelyEnds.exec(name)?.[1] ?? []);
  // The longest first: one identifier may begin with another.
  const known = [...new Set(ids)].sort((a, b) => b.length - a.length);
  const groups = new Map<string, RunFile[]>();
  for (const file of files) {
    const split = splitName(file.name, known);
    if (split === undefined) continue;
    const group = groups.get(split.id) ?? [];
    group.push({ ...file, suffix: split.suffix });
    groups.set(split.id, group);
  }
  return [...groups].map(([id, found]) => ({ id, files: found.sort((a, b) => (a.suffix < b.suffix ? -1 : 1)) }));
}

function splitName(name: string, known: readonly string[]): { id: string; suffix: string } | undefined {
  const id = known.find((candidate) => name.startsWith(`${candidate}_`));
  if (id !== undefined) return { id, suffix: name.slice(id.length + 1) };
  if (!isArtifact(name)) return undefined;
  const [, begin, rest] = probablyEnds.exec(name) ?? [];
  return begin === undefined || rest === undefined || !looksLikeId(begin)
    ? { id: "", suffix: name }
    : { id: begin, suffix: rest };
}

/** A pod's identifier with the UVM's `@vm`, uvmboot's with a number, or a GUID. */
function looksLikeId(text: string): boolean {
  return /@vm$|^uvmboot-\d+$|^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$|^[0-9a-f]{64}$/i.test(text);
}
