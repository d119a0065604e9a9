import type { CodeLens, CodeLensParams } from "vscode-languageclient/node";
import type {
  AnnotationPageParams,
  AnnotationPageResult,
  BootPlanParams,
  BootPlanResult,
  DebugFolders,
  DecodeDenialParams,
  DecodeDenialResult,
  Payload,
  PayloadEdit,
  PayloadEncodeParams,
  PayloadProblem,
  PayloadReadParams,
  PayloadWriteParams,
  PodSchemaParams,
  PodSchemaResult,
  PreviewChangedParams,
  PreviewParams,
  PreviewResult,
  RulePageParams,
  RulePageResult,
  SandboxesParams,
  SandboxSummary,
  SpecTemplatesResult,
  ValidateWorkspaceParams,
  ValidateWorkspaceResult,
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
  "confidentialPods/sandboxes": Exchange<SandboxesParams, readonly SandboxSummary[]>;
  "confidentialPods/bootPlan": Exchange<BootPlanParams, BootPlanResult>;
  "confidentialPods/debugFolders": Exchange<null, DebugFolders>;
  "confidentialPods/payload/read": Exchange<PayloadReadParams, Payload | PayloadProblem>;
  "confidentialPods/payload/write": Exchange<PayloadWriteParams, PayloadEdit | PayloadProblem>;
  "confidentialPods/payload/encode": Exchange<PayloadEncodeParams, PayloadEdit | PayloadProblem>;
  "confidentialPods/policy/decodeDenial": Exchange<DecodeDenialParams, DecodeDenialResult>;
  "confidentialPods/specTemplates": Exchange<null, SpecTemplatesResult>;
  "confidentialPods/validateWorkspace": Exchange<ValidateWorkspaceParams, ValidateWorkspaceResult>;
  "confidentialPods/rulePage": Exchange<RulePageParams, RulePageResult>;
  "confidentialPods/podSchema": Exchange<PodSchemaParams, PodSchemaResult>;
  "confidentialPods/annotationPage": Exchange<AnnotationPageParams, AnnotationPageResult>;
}

/** The notifications of the language server that features listen to, with their parameters. */
export interface ServerNotifications {
  "confidentialPods/previewChanged": PreviewChangedParams;
}
