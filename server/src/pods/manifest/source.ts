import type { Reading } from "../yaml/reading.ts";

/** A manifest document as read: what the finders of annotation maps work on. */
export interface ManifestSource {
  readonly text: string;
  readonly reading: Reading;
  /** The file is a template by its name, so that `<CPU>` is a placeholder there. */
  readonly isTemplateFile: boolean;
}
