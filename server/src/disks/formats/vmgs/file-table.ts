import type { ByteSource } from "../../byte-source.ts";
import { isZero, u64le } from "../../fields.ts";
import { DiskError, type ProblemLog } from "../../problem.ts";
import { type VmgsFileId, vmgsFileId } from "./file-ids.ts";
import { blockSize, type VmgsHeader } from "./header.ts";

/** A file of a VMGS. */
export interface VmgsFile extends VmgsFileId {
  readonly id: number;
  /** Where it starts, in bytes. */
  readonly offset: number;
  /** Bytes that are valid, and that are set aside. */
  readonly size: number;
  readonly allocated: number;
  readonly encrypted: boolean;
}

const fileCount = 64;
const entrySize = 64;
const firstFileBlock = 2;
/** Version 3 says so itself; before that flag, whoever encrypted left a nonce and a tag. */
const encryptedAttribute = 1;

/** The files that the table names, those that cannot be where it says left out and reported. */
export function readFileTable(disk: ByteSource, header: VmgsHeader, log: ProblemLog): readonly VmgsFile[] {
  const at = header.fileTableBlock * blockSize;
  if (header.fileTableBlock < firstFileBlock || at + blockSize > disk.size) {
    throw new DiskError(
      "vmgs-file-table",
      `The file table is said to be at block ${header.fileTableBlock}.`,
      header.offset + 24,
    );
  }
  const table = disk.read(at, blockSize);
  const files: VmgsFile[] = [];
  for (let id = 0; id < fileCount; id++) {
    const entry = table.subarray(id * entrySize, (id + 1) * entrySize);
    const blocks = entry.readUInt32LE(4);
    if (entry.readUInt32LE(0) === 0 || blocks === 0) continue;
    const file: VmgsFile = {
      ...vmgsFileId(id),
      id,
      offset: entry.readUInt32LE(0) * blockSize,
      size: u64le(entry, 8),
      allocated: blocks * blockSize,
      encrypted:
        header.encryption !== 0 &&
        ((entry.readUInt32LE(44) & encryptedAttribute) !== 0 || !isZero(entry.subarray(16, 44))),
    };
    const wrong = whatIsWrong(file, disk.size, files);
    if (wrong === undefined) files.push(file);
    else log.add("vmgs-file", `${file.name} ${wrong}.`, at + id * entrySize);
  }
  return files;
}

function whatIsWrong(file: VmgsFile, diskSize: number, others: readonly VmgsFile[]): string | undefined {
  const end = file.offset + file.allocated;
  if (file.offset < firstFileBlock * blockSize) return "is said to be where the headers are";
  if (end > diskSize) return `is said to end at ${end}; the disk ends at ${diskSize}`;
  if (file.size > file.allocated) return `is said to hold ${file.size} bytes in ${file.allocated}`;
  const other = others.find(
    (candidate) => file.offset < candidate.offset + candidate.allocated && candidate.offset < end,
  );
  return other === undefined ? undefined : `takes blocks that ${other.name} takes too`;
}
