import { fileReference } from "./file-name.ts";

const entryHeader = 26;

/** The numbers of the records that an `$ATTRIBUTE_LIST` names, each once, in order. */
export function extensionRecords(list: Buffer): readonly number[] {
  const numbers = new Set<number>();
  for (let at = 0; at + entryHeader <= list.length; ) {
    const length = list.readUInt16LE(at + 4);
    if (length < entryHeader) break;
    numbers.add(fileReference(list, at + 16).record);
    at += length;
  }
  return [...numbers];
}
