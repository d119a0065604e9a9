import type { CodeLens, CodeLensParams } from "vscode-languageclient/node";
import type {
  AnnotationPageParams,
  AnnotationPageResult,
  PreviewChangedParams,
  PreviewParams,
  PreviewResult,
} from "../../../server/src/protocol.ts";

/** A request's parameters and what comes back. */
interface Exchange<Params, Result> {
  readonly params: Params;
  readonly result: Result;
}

/** The requests that features send to the language server themselves; the client library sends all others. */
export interface ServerRequests {
  "textDocument/codeLens": Exchange<CodeLensParams, readonly CodeLens[] | null>;
  "confidentialPods/preview": Exchange<PreviewParams, PreviewResult>;
  "confidentialPods/annotationPage": Exchange<AnnotationPageParams, AnnotationPageResult>;
}

/** The notifications of the language server that features listen to, with their parameters. */
export interface ServerNotifications {
  "confidentialPods/previewChanged": PreviewChangedParams;
}
