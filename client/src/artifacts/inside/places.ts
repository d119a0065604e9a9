import { Uri } from "vscode";
import { artifactScheme, diskScheme, innerPath, parseInnerPath } from "./disk-uri.ts";

/** A place inside of an image, by the image's path on this machine. */
export interface DiskLocation {
  readonly image: string;
  readonly partition: number | null;
  readonly path: string;
}

function uriOf(scheme: string, { image, partition, path }: DiskLocation): Uri {
  const { authority, path: imagePath } = Uri.file(image);
  return Uri.from({ scheme, authority, path: innerPath({ imagePath, partition, path }) });
}

/** URI of a file or directory inside of an image, as its bytes. */
export const diskUri = (location: DiskLocation): Uri => uriOf(diskScheme, location);

/** URI of an artifact as text. */
export const artifactUri = (location: DiskLocation): Uri => uriOf(artifactScheme, location);

/** URI of a file as whoever opens it wants it: as text where it is an artifact, else as its bytes. */
export const readableUri = (location: DiskLocation, isArtifact: boolean): Uri =>
  isArtifact ? artifactUri(location) : diskUri(location);

/** The place that one of our URIs is of; undefined: it is of none. */
export function locationOf(uri: Uri): DiskLocation | undefined {
  const place = parseInnerPath(uri.path);
  if (place === undefined) return undefined;
  const { imagePath, partition, path } = place;
  return { image: uri.with({ scheme: "file", path: imagePath, query: "", fragment: "" }).fsPath, partition, path };
}
