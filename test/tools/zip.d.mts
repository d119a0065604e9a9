/** A file of an archive; `data` as it is stored: deflated (method 8) or plain (0). */
export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly size: number;
  readonly data: Uint8Array;
}

export function readZip(archive: Uint8Array): ZipEntry[];
export function writeZip(entries: readonly ZipEntry[]): Uint8Array;
export function crc32(bytes: Uint8Array): number;
