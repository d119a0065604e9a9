/** Upper half of code page 437, which Windows uses for 8.3 names of US systems and boot environments. */
const upperHalf =
  "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0";

const lowerBase = 0x08;
const lowerExtension = 0x10;

/** The 8.3 name of the directory entry at `at`, with the lower-case bits that Windows NT keeps beside it. */
export function shortName(bytes: Buffer, at: number): string {
  const caseBits = bytes.readUInt8(at + 12);
  const base = part(bytes, at, 8, (caseBits & lowerBase) !== 0);
  const extension = part(bytes, at + 8, 3, (caseBits & lowerExtension) !== 0);
  return extension === "" ? base : `${base}.${extension}`;
}

/** The checksum over an 8.3 name by which long name entries belong to it. */
export function shortNameChecksum(bytes: Buffer, at: number): number {
  let sum = 0;
  for (let index = at; index < at + 11; index++) sum = (((sum & 1) << 7) + (sum >>> 1) + (bytes[index] ?? 0)) & 0xff;
  return sum;
}

function part(bytes: Buffer, at: number, length: number, lower: boolean): string {
  let text = "";
  for (let index = at; index < at + length; index++) {
    const byte = bytes[index] ?? 0x20;
    // A first byte of E5 marks a deleted entry; names that start with it are stored with 05.
    const code = index === at && length === 8 && byte === 0x05 ? 0xe5 : byte;
    text += code < 0x80 ? String.fromCharCode(code) : (upperHalf[code - 0x80] ?? "\ufffd");
  }
  const trimmed = text.trimEnd();
  return lower ? trimmed.toLowerCase() : trimmed;
}
