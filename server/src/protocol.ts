/**
 * What the client and the server say to each other beyond the Language Server Protocol.
 * The client imports this file for its types only.
 */

import type { WorkspaceEdit } from "vscode-languageserver/node";

export type * from "./boot-plan-protocol.ts";
export type * from "./boot-protocol.ts";
export type * from "./disk-protocol.ts";

import type { Severity } from "./pods/finding.ts";

/** `initializationOptions` of the `initialize` request. Everything is optional: another editor sends nothing. */
export interface InitializationOptions {
  /**
   * URI scheme that opens this editor (`vscode`, `vscode-insiders`, `code-oss`, …). With it every diagnostic links to
   * `<scheme>://confidential-pods.confidential-pods/rules/<code>`; without it diagnostics carry no link.
   */
  readonly uriScheme?: string;
  /**
   * Commands that the client has. Code lenses and links are offered for those of them that the server knows:
   * `confidentialPods.previewDocument` and `confidentialPods.bootSandbox` (document URI, sandbox index as in
   * `PreviewParams`), `confidentialPods.openPayload` (document URI, position of the value),
   * `confidentialPods.artifacts.checkBootFiles` (path, isolation type), `confidentialPods.artifacts.reveal` (path on
   * the spec's host).
   */
  readonly commands?: readonly string[];
  /** The client opens `confidential-pods-annotation:/<key>.md`, whose text it asks for by `AnnotationPageParams`. */
  readonly annotationPages?: boolean;
}

/** Request `confidentialPods/annotationPage`: the reference page of a key. */
export interface AnnotationPageParams {
  readonly key: string;
}

export interface AnnotationPageResult {
  /** Markdown; a sentence where hcsshim has no such key. */
  readonly content: string;
}

/** Request `confidentialPods/podSchema`: the JSON schema of the annotations, for tools that know no more than schemas. */
export interface PodSchemaParams {
  /** The schema's file name as it is published, such as `pod-annotations.schema.json`. */
  readonly name: string;
}

export interface PodSchemaResult {
  /** JSON; null where there is no schema of this name. */
  readonly content: string | null;
}

/** Request `confidentialPods/rulePage`: what a rule is about. */
export interface RulePageParams {
  readonly code: string;
}

export interface RulePageResult {
  /** Markdown; null where there is no such rule. */
  readonly content: string | null;
}

/** A whole pod spec to start from, as completion offers it too. */
export interface SpecTemplate {
  readonly title: string;
  readonly syntax: "yaml" | "json";
  /** With places to type over, in the LSP's snippet syntax. */
  readonly snippet: string;
}

/** Answer to the request `confidentialPods/specTemplates`, which has no parameters. */
export interface SpecTemplatesResult {
  readonly templates: readonly SpecTemplate[];
}

/** Request `confidentialPods/preview`: a sandbox of an open document, explained. */
export interface PreviewParams {
  readonly uri: string;
  /** Index among the document's sandboxes, from 0, in source order. */
  readonly sandboxIndex: number;
}

/** A read-only text: the options and their sources, the boot plan, and the HCS document. */
export interface PreviewResult {
  /** A sentence instead, where there is no such sandbox. */
  readonly content: string;
  readonly languageId: "jsonc";
}

/**
 * Notification `confidentialPods/previewChanged` of the server: what the last preview of this document said may be
 * out of date. It comes once; asking again renews it.
 */
export interface PreviewChangedParams {
  readonly uri: string;
}

/** Values of annotations that are documents of their own. */
export type PayloadKind = "policy" | "log-sources" | "registry-values" | "hv-socket-service";

/** An annotation of an open document by its key; it stays found when text above it changes. */
export interface PayloadPlace {
  readonly key: string;
  /** Index among the file's annotations with this key, from 0, in source order. */
  readonly occurrence: number;
}

/** Request `confidentialPods/payload/read`: the value of an annotation, decoded. Either a position in it, or its place. */
export interface PayloadReadParams {
  readonly uri: string;
  /** LSP position in the annotation's key or value. */
  readonly position?: { readonly line: number; readonly character: number };
  readonly place?: PayloadPlace;
}

/** A value as a document. */
export interface Payload {
  readonly kind: PayloadKind;
  /** A policy's Rego, byte for byte; JSON with a member a line. */
  readonly languageId: "rego" | "json";
  readonly text: string;
  readonly place: PayloadPlace;
  /** Names the value that was read, for `payload/write` to tell whether it is still there. */
  readonly stamp: string;
}

/** Why there is no answer. `message` is a sentence for the user; nothing was written. */
export interface PayloadProblem {
  readonly kind: "problem";
  /**
   * `closed`: the document is not open. `no-annotation`: there is none here that holds a document. `undecodable`,
   * `unencodable`: value or text is none. `conflict`: the value in the spec is not the one that was read.
   */
  readonly problem: "closed" | "no-annotation" | "undecodable" | "unencodable" | "conflict" | "failed";
  readonly message: string;
}

/** Request `confidentialPods/payload/write`: puts an edited document back, encoded, in place of the value it came from. */
export interface PayloadWriteParams {
  readonly uri: string;
  readonly place: PayloadPlace;
  /** Of the last read or write. */
  readonly stamp: string;
  readonly text: string;
}

/** Request `confidentialPods/payload/encode`: a text (a `.rego` file, say) as the value of an annotation, whatever stood there. */
export interface PayloadEncodeParams {
  readonly uri: string;
  /** LSP position in an annotation; or, with `key`, in the annotations map that it is added to where it is missing. */
  readonly position: { readonly line: number; readonly character: number };
  readonly key?: string;
  readonly text: string;
}

/** What writes a value; absent where the value in the spec says the same already. */
export interface PayloadEdit {
  readonly kind: "edit";
  readonly edit?: WorkspaceEdit;
  readonly place: PayloadPlace;
  /** Of the value that the edit leaves. */
  readonly stamp: string;
}

/** Request `confidentialPods/policy/decodeDenial`: an error text that holds a policy decision of the guest. */
export interface DecodeDenialParams {
  readonly text: string;
}

/** The decision as a document; a sentence in its stead where the text holds none. */
export interface DecodeDenialResult {
  readonly found: boolean;
  readonly languageId: "markdown";
  readonly content: string;
}

/**
 * Request `confidentialPods/validateWorkspace`: checks every spec of the workspace's folders, open ones as they are in the
 * editor. With a `workDoneToken` the server reports how it gets on; the request can be cancelled.
 */
export interface ValidateWorkspaceParams {
  readonly workDoneToken?: string | number;
}

export interface ValidateWorkspaceResult extends FindingCounts {
  /** Files that were looked at. */
  readonly files: number;
  /** Files with findings, those that are open first. What is found is told by `workspace/diagnostic`, in parts. */
  readonly findings: readonly ({ readonly uri: string } & FindingCounts)[];
  /** Folders that may not be listed, and files that cannot be read or are too large. */
  readonly unread: readonly string[];
}

/** Findings by severity. */
export type FindingCounts = { readonly [Level in Severity]: number };
