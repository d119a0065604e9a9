/** The encodings that COSE needs to be made, not only read: RFC 8949, section 3, in their shortest form. */

export function encodeBytes(value: Uint8Array): Buffer {
  return Buffer.concat([encodeHead(2, value.length), value]);
}

export function encodeText(value: string): Buffer {
  const bytes = Buffer.from(value, "utf8");
  return Buffer.concat([encodeHead(3, bytes.length), bytes]);
}

/** An array of items that are encoded already. */
export function encodeArray(items: readonly Uint8Array[]): Buffer {
  return Buffer.concat([encodeHead(4, items.length), ...items]);
}

function encodeHead(major: number, argument: number): Buffer {
  if (argument < 24) return Buffer.of((major << 5) | argument);
  if (argument < 0x100) return Buffer.of((major << 5) | 24, argument);
  const wide = argument >= 0x10000;
  const head = Buffer.alloc(wide ? 5 : 3);
  head[0] = (major << 5) | (wide ? 26 : 25);
  if (wide) head.writeUInt32BE(argument, 1);
  else head.writeUInt16BE(argument, 1);
  return head;
}
