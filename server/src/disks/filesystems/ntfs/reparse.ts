/** Reparse tags whose content says where a link leads. */
const tags = { symlink: 0xa000000c, mountPoint: 0xa0000003, lxSymlink: 0xa000001d } as const;

const names: ReadonlyMap<number, string> = new Map([
  [0x80000013, "data deduplication"],
  [0x80000017, "compressed by the system (WOF)"],
  [0x80000018, "container layer (WCI)"],
  [0x9000001a, "cloud file"],
  [0x80000014, "network share (NFS)"],
]);

export interface ReparsePoint {
  readonly kind: "link" | "reparse";
  /** Where a link leads, else what the tag means. */
  readonly target: string;
}

/** Reads a `$REPARSE_POINT` value; links are told, not followed. */
export function parseReparsePoint(bytes: Buffer): ReparsePoint {
  const tag = bytes.length >= 8 ? bytes.readUInt32LE(0) : 0;
  if (tag === tags.symlink) return { kind: "link", target: pathOf(bytes, 20) };
  if (tag === tags.mountPoint) return { kind: "link", target: pathOf(bytes, 16) };
  if (tag === tags.lxSymlink) return { kind: "link", target: bytes.toString("utf8", 12) };
  return { kind: "reparse", target: names.get(tag) ?? `reparse tag 0x${tag.toString(16).padStart(8, "0")}` };
}

/** The name to print, else the one that the system follows, in the buffer at `buffer`. */
function pathOf(bytes: Buffer, buffer: number): string {
  if (bytes.length < 16) return "";
  const text = (at: number): string => {
    const start = buffer + bytes.readUInt16LE(at);
    return bytes.toString(
      "utf16le",
      Math.min(start, bytes.length),
      Math.min(start + bytes.readUInt16LE(at + 2), bytes.length),
    );
  };
  return text(12) || text(8);
}
