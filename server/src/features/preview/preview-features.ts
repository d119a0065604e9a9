import type { PreviewResult } from "../../protocol.ts";

/** What the server does with the requests of previews. */
export interface PreviewFeatures {
  /** Parameters as they came from the client. */
  preview(params: unknown): Promise<PreviewResult>;
}
