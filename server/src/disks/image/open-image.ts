import type { ByteSource } from "../byte-source.ts";
import { cachedSource } from "../cached-source.ts";
import type { DiskImage, OpenImageOptions } from "./disk-image.ts";
import { openVhd } from "./open-vhd.ts";
import { openVhdx } from "./open-vhdx.ts";
import { type ChainContext, rootContext } from "./parent-chain.ts";

/**
 * Opens a container by its content, whatever its name: VHDX, VHD, else raw. Parents are opened with
 * `options.resolveParent`; without it a differencing disk gives what it stores itself.
 * @throws DiskError where the file is a VHD or VHDX whose blocks cannot be found.
 */
export function openImage(file: ByteSource, options: OpenImageOptions = {}): DiskImage {
  return openInChain(file, rootContext(options, openInChain));
}

function openInChain(file: ByteSource, context: ChainContext): DiskImage {
  const cached = cachedSource(file);
  return openVhdx(cached, context) ?? openVhd(cached, context) ?? openRaw(cached);
}

function openRaw(file: ByteSource): DiskImage {
  return {
    kind: "raw",
    virtualSize: file.size,
    sectorSize: 512,
    blockSize: 0,
    identifier: undefined,
    linkIdentifier: undefined,
    parent: undefined,
    problems: [],
    allocatedBytes: file.size,
    allocatedRanges: () => [{ offset: 0, length: file.size }],
    source: file,
  };
}
