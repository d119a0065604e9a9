/** A file of a data folder. */
export interface ArtifactFile {
  /** Absolute path. */
  readonly path: string;
  /** The last part of the path. */
  readonly name: string;
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

/** What opens as a disk image. */
export function isDiskImage(name: string): boolean {
  return /\.(vhdx?|avhdx?|vmgs)$/i.test(name);
}

/** Whether the folder of a run is where such a file comes from; others are left out of the view. */
export function isArtifact(name: string): boolean {
  return isDiskImage(name) || /\.(cose|dmp|etl|bootstat)$/i.test(name) || /(^|_)bootstat\.dat$/i.test(name);
}

/** The last part of a path of any system. */
export function baseName(file: string): string {
  return file.slice(Math.max(file.lastIndexOf("/"), file.lastIndexOf("\\")) + 1);
}
