import { DiskError } from "../../problem.ts";
import { baseBlockSize } from "./hive-header.ts";

/** A cell's content; fields inside are at offsets of `bytes`. */
export interface Cell {
  /** Offset of the content in the file. */
  readonly offset: number;
  readonly bytes: Buffer;
}

const noCell = 0xffffffff;
const sizeField = 4;

/** Whether a cell reference means "none". */
export function isNoCell(reference: number): boolean {
  return reference === noCell;
}

/**
 * The cell that a reference (bytes after the base block) leads to; also a freed one, as whoever refers to it needs it.
 * @throws DiskError `hive-cell` where no cell of at least `atLeast` bytes can be there.
 */
export function readCell(hive: Buffer, reference: number, atLeast: number, what: string): Cell {
  const at = baseBlockSize + reference;
  if (reference % 8 !== 0 || at + sizeField > hive.length) {
    throw new DiskError("hive-cell", `The ${what} is said to be at ${at}, where no cell can be.`, at);
  }
  const size = Math.max(0, Math.abs(hive.readInt32LE(at)) - sizeField);
  if (size < atLeast || at + sizeField + size > hive.length) {
    throw new DiskError(
      "hive-cell",
      `The cell of the ${what} holds ${size} bytes; ${atLeast} are needed inside the file.`,
      at,
    );
  }
  return { offset: at + sizeField, bytes: hive.subarray(at + sizeField, at + sizeField + size) };
}

/** Two letters that name a cell's kind. */
export function signature({ bytes }: Cell): string {
  return bytes.toString("latin1", 0, 2);
}
