/** GPT partition type GUIDs that Windows, and the Linux tools that make test disks, use. */
const gptTypes: ReadonlyMap<string, string> = new Map([
  ["c12a7328-f81f-11d2-ba4b-00a0c93ec93b", "EFI system"],
  ["e3c9e316-0b5c-4db8-817d-f92df00215ae", "Microsoft reserved"],
  ["ebd0a0a2-b9e5-4433-87c0-68b6b72699c7", "basic data"],
  ["de94bba4-06d1-4d40-a16a-bfd50179d6ac", "Windows recovery"],
  ["5808c8aa-7e8f-42e0-85d2-e1e90434cfb3", "LDM metadata"],
  ["af9b60a0-1431-4f62-bc68-3311714a69ad", "LDM data"],
  ["e75caf8f-f680-4cee-afa3-b001e56efc2d", "Storage Spaces"],
  ["21686148-6449-6e6f-744e-656564454649", "BIOS boot"],
  ["0fc63daf-8483-4772-8e79-3d69d8477de4", "Linux file system"],
]);

const mbrTypes: ReadonlyMap<number, string> = new Map([
  [0x01, "FAT12"],
  [0x04, "FAT16"],
  [0x05, "extended"],
  [0x06, "FAT16"],
  [0x07, "NTFS, exFAT or ReFS"],
  [0x0b, "FAT32"],
  [0x0c, "FAT32 (LBA)"],
  [0x0e, "FAT16 (LBA)"],
  [0x0f, "extended (LBA)"],
  [0x27, "Windows recovery"],
  [0x82, "Linux swap"],
  [0x83, "Linux file system"],
  [0xee, "protective MBR"],
  [0xef, "EFI system"],
]);

export function gptTypeName(guid: string): string {
  return gptTypes.get(guid) ?? guid;
}

export function mbrTypeName(type: number): string {
  return mbrTypes.get(type) ?? mbrTypeText(type);
}

/** An MBR partition type as tables of them write it: `0x07`. */
export function mbrTypeText(type: number): string {
  return `0x${type.toString(16).padStart(2, "0")}`;
}
