// Zip archives as PKWARE's APPNOTE.TXT lays them out: no encryption, no Zip64, names in UTF-8.

/** A file of an archive. `data` as it is stored: deflated (method 8) or plain (0). */
/** @typedef {{ name: string, method: 0 | 8, crc: number, size: number, data: Buffer }} ZipEntry */

const localHeader = { signature: 0x04034b50, size: 30 };
const centralHeader = { signature: 0x02014b50, size: 46 };
const endRecord = { signature: 0x06054b50, size: 22 };
/** Version 2.0 reads deflated files. */
const version = 20;
/** 1980-01-01, the first day that the format knows: the same files give the same archive on every day. */
const firstDay = 0x0021;
const utf8Names = 0x0800;

/**
 * The files of an archive without a comment, in the order of its directory.
 * @param {Buffer} archive
 * @returns {ZipEntry[]}
 */
export function readZip(archive) {
  const end = archive.length - endRecord.size;
  if (end < 0 || archive.readUInt32LE(end) !== endRecord.signature) throw new Error("not a zip archive");
  const entries = [];
  let at = archive.readUInt32LE(end + 16);
  for (let count = archive.readUInt16LE(end + 10); count > 0; count--) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => archive.readUInt16LE(at + field));
    const start = archive.readUInt32LE(at + 42);
    const data = start + localHeader.size + archive.readUInt16LE(start + 26) + archive.readUInt16LE(start + 28);
    entries.push({
      name: archive.toString("utf8", at + centralHeader.size, at + centralHeader.size + nameLength),
      method: archive.readUInt16LE(at + 10),
      crc: archive.readUInt32LE(at + 16),
      size: archive.readUInt32LE(at + 24),
      data: archive.subarray(data, data + archive.readUInt32LE(at + 20)),
    });
    at += centralHeader.size + nameLength + extraLength + commentLength;
  }
  return entries;
}

/**
 * @param {readonly ZipEntry[]} entries
 * @returns {Buffer} the archive, with nothing in it that tells when it was made
 */
export function writeZip(entries) {
  const files = [];
  const directory = [];
  let start = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(version, 0);
    facts.writeUInt16LE(utf8Names, 2);
    facts.writeUInt16LE(entry.method, 4);
    facts.writeUInt16LE(firstDay, 8);
    facts.writeUInt32LE(entry.crc, 10);
    facts.writeUInt32LE(entry.data.length, 14);
    facts.writeUInt32LE(entry.size, 18);
    facts.writeUInt16LE(name.length, 22);
    const local = Buffer.alloc(localHeader.size);
    local.writeUInt32LE(localHeader.signature, 0);
    facts.copy(local, 4);
    files.push(local, name, entry.data);
    const central = Buffer.alloc(centralHeader.size);
    central.writeUInt32LE(centralHeader.signature, 0);
    central.writeUInt16LE(version, 4);
    facts.copy(central, 6);
    central.writeUInt32LE(start, 42);
    directory.push(central, name);
    start += localHeader.size + name.length + entry.data.length;
  }
  const end = Buffer.alloc(endRecord.size);
  end.writeUInt32LE(endRecord.signature, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(start, 16);
  return Buffer.concat([...files, ...directory, end]);
}

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

/** CRC-32 as zip, gzip and PNG have it. */
export const crc32 = (bytes) => ~bytes.reduce((rest, byte) => crcTable[(rest ^ byte) & 0xff] ^ (rest >>> 8), ~0) >>> 0;
