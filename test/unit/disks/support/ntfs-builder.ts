import {
  fileNameValue,
  fileRecord,
  indexPage,
  recordSize,
  residentAttribute,
  runAttribute,
  type StoredRun,
} from "./ntfs-records.ts";

const indexSize = 4096;
const mftCluster = 16;
const recordCount = 64;
const rootRecord = 5;
const firstUserRecord = 24;

/** How a file's content is stored. */
export type NtfsContent =
  | { readonly kind: "resident"; readonly bytes: Buffer }
  /** In pieces of so many clusters, with gaps of one cluster on the volume between them. */
  | { readonly kind: "runs"; readonly bytes: Buffer; readonly pieces?: number; readonly initialized?: number }
  /** As {@link NtfsContent} `runs`, but each piece's runs stand in an extension record of their own. */
  | { readonly kind: "extended"; readonly bytes: Buffer; readonly pieces: number }
  | { readonly kind: "sparse"; readonly size: number }
  /** Units of 16 clusters as they are stored: as many clusters as 16 are plain. */
  | { readonly kind: "compressed"; readonly units: readonly Buffer[]; readonly size: number };

export interface NtfsFile {
  readonly content: NtfsContent;
  readonly streams?: Readonly<Record<string, Buffer>>;
  /** Other paths of the file. */
  readonly links?: readonly string[];
  readonly reparse?: Buffer;
}

export interface BuiltNtfs {
  readonly volume: Buffer;
  readonly clusterSize: number;
  /** Record number by path. */
  readonly records: ReadonlyMap<string, number>;
  /** Offset of a record in the volume. */
  readonly recordAt: (record: number) => number;
  /** Offset of a directory's only index page by its record. */
  readonly pages: ReadonlyMap<number, number>;
}

/** An NTFS volume with these files; directories are named by the paths, each with an index page of its own. */
export function ntfsVolume(files: ReadonlyMap<string, NtfsFile>, clusterSize = 1024): BuiltNtfs {
  const mftClusters = (recordCount * recordSize) / clusterSize;
  const volume = Buffer.alloc(clusterSize * 2048);
  let nextCluster = mftCluster + mftClusters + Math.ceil((4 * recordSize) / clusterSize);
  let nextRecord = firstUserRecord;
  const records = new Map<string, number>([["", rootRecord]]);
  const children = new Map([[rootRecord, [{ record: 0, key: fileNameValue(rootRecord, "$MFT") }]]]);
  const built = new Map<number, Buffer>();
  const pages = new Map<number, number>();

  const store = (bytes: Buffer): StoredRun => {
    const run = { lcn: nextCluster, count: Math.ceil(bytes.length / clusterSize) };
    bytes.copy(volume, run.lcn * clusterSize);
    nextCluster += run.count + 1;
    return run;
  };
  const storePieces = (bytes: Buffer, clusters: number): StoredRun[] => {
    const size = clusters * clusterSize;
    return Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
      store(bytes.subarray(index * size, (index + 1) * size)),
    );
  };
  const directoryOf = (path: string): number => {
    const known = records.get(path);
    if (known !== undefined) return known;
    const record = nextRecord++;
    records.set(path, record);
    children.set(record, []);
    addName(path, record, true);
    return record;
  };
  const nameOf = (path: string, isDirectory: boolean): { parent: number; key: Buffer } => {
    const parent = directoryOf(path.split("/").slice(0, -1).join("/"));
    return { parent, key: fileNameValue(parent, path.split("/").at(-1) ?? "", isDirectory) };
  };
  const addName = (path: string, record: number, isDirectory: boolean): void => {
    const { parent, key } = nameOf(path, isDirectory);
    children.get(parent)?.push({ record, key });
  };
  const dataAttributes = (content: NtfsContent, record: number): Buffer[] => {
    switch (content.kind) {
      case "resident":
        return [residentAttribute(0x80, "", content.bytes)];
      case "runs": {
        const runs = storePieces(content.bytes, content.pieces ?? 1000);
        return [
          runAttribute(0x80, "", {
            runs,
            size: content.bytes.length,
            initialized: content.initialized ?? content.bytes.length,
          }),
        ];
      }
      case "sparse":
        return [
          runAttribute(0x80, "", {
            runs: [{ lcn: undefined, count: Math.ceil(content.size / clusterSize) }],
            size: content.size,
          }),
        ];
      case "compressed": {
        const runs = content.units.flatMap((unit): StoredRun[] => {
          const stored = unit.length === 0 ? [] : [store(unit)];
          const missing = 16 - (stored[0]?.count ?? 0);
          return missing > 0 ? [...stored, { lcn: undefined, count: missing }] : stored;
        });
        return [runAttribute(0x80, "", { runs, size: content.size, isCompressed: true })];
      }
      case "extended":
        return extendedAttributes(content.bytes, storePieces(content.bytes, content.pieces), record);
    }
  };
  const extendedAttributes = (bytes: Buffer, runs: readonly StoredRun[], base: number): Buffer[] => {
    let firstVcn = 0;
    const list = runs.map((run) => {
      const number = nextRecord++;
      const attribute = runAttribute(0x80, "", { runs: [run], firstVcn, size: bytes.length });
      built.set(number, fileRecord({ number, base, attributes: [attribute] }));
      const entry = Buffer.alloc(32);
      entry.writeUInt32LE(0x80, 0);
      entry.writeUInt16LE(32, 4);
      entry.writeBigUInt64LE(BigInt(firstVcn), 8);
      entry.writeUIntLE(number, 16, 6);
      entry.writeUInt16LE(1, 22);
      firstVcn += run.count;
      return entry;
    });
    return [residentAttribute(0x20, "", Buffer.concat(list))];
  };

  for (const [path, { content, streams = {}, links = [], reparse }] of files) {
    directoryOf(path.split("/").slice(0, -1).join("/"));
    const number = nextRecord++;
    records.set(path, number);
    const names = [path, ...links].map((name) => residentAttribute(0x30, "", nameOf(name, false).key));
    for (const name of [path, ...links]) addName(name, number, false);
    const named = Object.entries(streams).map(([name, bytes]) => residentAttribute(0x80, name, bytes));
    const point = reparse === undefined ? [] : [residentAttribute(0xc0, "", reparse)];
    const attributes = [...names, ...dataAttributes(content, number), ...named, ...point];
    built.set(number, fileRecord({ number, attributes }));
  }
  for (const [path, number] of records) {
    const entries = children.get(number);
    if (entries === undefined) continue;
    const run = store(indexPage(entries, indexSize));
    pages.set(number, (run.lcn ?? 0) * clusterSize);
    const root = Buffer.alloc(48);
    root.writeUInt32LE(0x30, 0);
    root.writeUInt32LE(indexSize, 8);
    root.writeUInt32LE(16, 16);
    root.writeUInt32LE(32, 20);
    root.writeUInt16LE(16, 40);
    root.writeUInt16LE(2, 44);
    const name =
      path === ""
        ? [residentAttribute(0x30, "", fileNameValue(rootRecord, ".", true))]
        : [residentAttribute(0x30, "", nameOf(path, true).key)];
    const attributes = [
      ...name,
      residentAttribute(0x90, "$I30", root),
      runAttribute(0xa0, "$I30", { runs: [run], size: indexSize }),
      residentAttribute(0xb0, "$I30", Buffer.from([1, 0, 0, 0, 0, 0, 0, 0])),
    ];
    built.set(number, fileRecord({ number, isDirectory: true, attributes }));
  }
  for (const number of [1, 2]) built.set(number, fileRecord({ number, attributes: [] }));
  built.set(0, mftRecord(mftClusters, [...built.keys(), 0, 3]));
  built.set(3, fileRecord({ number: 3, attributes: [residentAttribute(0x60, "", Buffer.from("TEST", "utf16le"))] }));
  const recordAt = (record: number): number => mftCluster * clusterSize + record * recordSize;
  for (const [number, bytes] of built) bytes.copy(volume, recordAt(number));
  const mirrorCluster = mftCluster + mftClusters;
  volume.copy(volume, mirrorCluster * clusterSize, recordAt(0), recordAt(4));
  bootSector(clusterSize, volume.length, mirrorCluster).copy(volume);
  bootSector(clusterSize, volume.length, mirrorCluster).copy(volume, volume.length - 512);
  return { volume, clusterSize, records, recordAt, pages };
}

function mftRecord(mftClusters: number, used: readonly number[]): Buffer {
  const bitmap = Buffer.alloc(recordCount / 8);
  for (const number of used) bitmap[number >>> 3] = (bitmap[number >>> 3] ?? 0) | (1 << (number & 7));
  const runs = [{ lcn: mftCluster, count: mftClusters }];
  return fileRecord({
    number: 0,
    attributes: [
      residentAttribute(0x30, "", fileNameValue(rootRecord, "$MFT")),
      runAttribute(0x80, "", { runs, size: recordCount * recordSize }),
      residentAttribute(0xb0, "", bitmap),
    ],
  });
}

function bootSector(clusterSize: number, size: number, mirrorCluster: number): Buffer {
  const bytes = Buffer.alloc(512);
  bytes.write("\xeb\x52\x90NTFS    ", 0, "latin1");
  bytes.writeUInt16LE(512, 11);
  const perCluster = clusterSize / 512;
  bytes.writeUInt8(perCluster > 128 ? 256 - Math.log2(perCluster) : perCluster, 13);
  bytes.writeBigUInt64LE(BigInt(size / 512 - 1), 40);
  bytes.writeBigUInt64LE(BigInt(mftCluster), 48);
  bytes.writeBigUInt64LE(BigInt(mirrorCluster), 56);
  bytes.writeInt8(-10, 64);
  bytes.writeInt8(-12, 68);
  bytes.writeBigUInt64LE(0x1122334455667788n, 72);
  bytes.writeUInt16LE(0xaa55, 510);
  return bytes;
}
