/** Scheme of files and directories inside of disk images. */
export const diskScheme = "confidential-pods-disk";

/** Scheme of artifacts inside of disk images, or beside them, as text that explains them. */
export const artifactScheme = "confidential-pods-artifact";

/** A place inside of an image. */
export interface InnerPlace {
  /** Path of the image as in a `file:` URI: with `/`, and a leading one. */
  readonly imagePath: string;
  /** Null: the image itself, or what it is made of. */
  readonly partition: number | null;
  /** From the root of the file system; "" is the root. Where `partition` is null, nothing is below. */
  readonly path: string;
}

/**
 * The path of a URI for a place: `/C:/debug/vm_boot.vhd!/0/EFI/Boot/bootx64.efi`. The `!` marks where the image ends,
 * as in a `jar:` URI; one that is in the image's own path is doubled.
 */
export function innerPath({ imagePath, partition, path }: InnerPlace): string {
  const image = `${imagePath.replaceAll("!", "!!")}!`;
  if (partition === null) return path === "" ? image : `${image}/${path}`;
  return `${image}/${partition}${path === "" ? "" : `/${path}`}`;
}

/** Reads {@link innerPath}; undefined where a path is none. */
export function parseInnerPath(path: string): InnerPlace | undefined {
  const end = imageEnd(path);
  if (end === undefined) return undefined;
  const imagePath = path.slice(0, end).replaceAll("!!", "!");
  const inner = path.slice(end + 1).replace(/^\/+|\/+$/g, "");
  const [, index, rest = ""] = /^(\d{1,9})(?:\/(.*))?$/s.exec(inner) ?? [];
  if (index === undefined) return { imagePath, partition: null, path: inner };
  return { imagePath, partition: Number(index), path: rest };
}

/** Offset of the `!` behind the image: the last of the first run of them that is of odd length and ends a part of the path. */
function imageEnd(path: string): number | undefined {
  for (const { 0: run, index } of path.matchAll(/!+/g)) {
    const next = path[index + run.length];
    if (run.length % 2 === 1 && (next === "/" || next === undefined)) return index + run.length - 1;
  }
  return undefined;
}
