import type { ByteSource } from "../byte-source.ts";
import { DiskError, type ProblemLog } from "../problem.ts";
import type { DiskImage, OpenImageOptions, ParentLink, ParentRequest, ParentResolver } from "./disk-image.ts";

/** Longer chains than this are not made on purpose; Hyper-V itself advises against a handful. */
const maxDepth = 64;

/** Where an image stands in a chain of differencing disks. */
export interface ChainContext {
  readonly resolveParent: ParentResolver | undefined;
  readonly identity: string;
  /** Identities of the images that led here. */
  readonly ancestors: readonly string[];
  /** Opens the parent; passed in so that formats need not know each other. */
  readonly open: (file: ByteSource, context: ChainContext) => DiskImage;
}

export function rootContext(options: OpenImageOptions, open: ChainContext["open"]): ChainContext {
  return { resolveParent: options.resolveParent, identity: options.identity ?? "", ancestors: [], open };
}

/** The parent as readable bytes, or as bytes that say who is missing. */
export interface Parent {
  readonly link: ParentLink;
  readonly source: ByteSource;
}

/** Finds and opens the parent; every failure is a problem of the child, whose own blocks stay readable. */
export function openParent(request: ParentRequest, size: number, context: ChainContext, log: ProblemLog): Parent {
  const parent = log.attempt(() => findParent(request, context), "Parent disk");
  if (parent === undefined) return { link: { state: "missing", request }, source: missingSource(request, size) };
  const { image } = parent;
  if (image.virtualSize > size) {
    log.add("parent-larger", `The parent disk has ${image.virtualSize} bytes, more than this disk's ${size}.`, 0);
  }
  if (!isRequested(request, image.linkIdentifier)) {
    const found = image.linkIdentifier ?? "none";
    const wanted = request.identifier || "one that it does not name";
    const message = `The parent's identifier is ${found}, this disk was made over ${wanted}: the parent is another disk, or was written to since.`;
    log.add("parent-identifier-mismatch", message, 0);
  }
  for (const problem of image.problems) log.add(problem.code, `Parent disk: ${problem.message}`, problem.offset);
  return { link: { state: "open", request, ...parent }, source: image.source };
}

/** Whether a disk with this link identifier is the parent that is asked for. */
export function isRequested({ identifier, alternative }: ParentRequest, linkIdentifier: string | undefined): boolean {
  return linkIdentifier !== undefined && (linkIdentifier === identifier || linkIdentifier === alternative);
}

/** How a message names the parent: the first path, else the identifier. */
export function parentName(request: ParentRequest): string {
  return request.locators[0]?.path ?? (request.identifier || "(without a name)");
}

function findParent(
  request: ParentRequest,
  context: ChainContext,
): Pick<Extract<ParentLink, { readonly state: "open" }>, "identity" | "image"> {
  const found = context.resolveParent?.(request);
  if (found === undefined) {
    const message = `The parent ${parentName(request)} was not found; what it holds cannot be read. Point at the parent's file.`;
    throw new DiskError("parent-missing", message, 0);
  }
  const ancestors = [...context.ancestors, context.identity];
  if (ancestors.includes(found.identity)) {
    throw new DiskError(
      "parent-loop",
      `${parentName(request)} is this disk itself or a child of it: the chain is a loop.`,
      0,
    );
  }
  if (ancestors.length >= maxDepth) {
    throw new DiskError("parent-chain-too-long", `More than ${maxDepth} disks are chained.`, 0);
  }
  const { identity, source } = found;
  return { identity, image: context.open(source, { ...context, identity, ancestors }) };
}

function missingSource(request: ParentRequest, size: number): ByteSource {
  return {
    size,
    read(offset) {
      const message = `These bytes are in the parent ${parentName(request)}, which is not there.`;
      throw new DiskError("parent-missing", message, offset);
    },
  };
}
