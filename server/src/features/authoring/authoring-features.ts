import type {
  CodeLens,
  CodeLensParams,
  CompletionItem,
  CompletionList,
  CompletionParams,
  DefinitionLink,
  DefinitionParams,
  DocumentLink,
  DocumentLinkParams,
  DocumentSymbol,
  DocumentSymbolParams,
  Hover,
  HoverParams,
  InlayHint,
  InlayHintParams,
  SemanticTokens,
  SemanticTokensParams,
  SemanticTokensRangeParams,
} from "vscode-languageserver/node";
import { podSchema, podSchemaName, schemaText } from "../../pods/annotations/pod-schema.ts";
import { pageOfRule } from "../../pods/rules/page-of-rule.ts";
import type {
  AnnotationPageParams,
  AnnotationPageResult,
  PodSchemaParams,
  PodSchemaResult,
  RulePageParams,
  RulePageResult,
  SpecTemplatesResult,
} from "../../protocol.ts";
import { codeLensesFor } from "../code-lens/code-lens.ts";
import { completionFor, resolveCompletion } from "../completion/completion.ts";
import { criSpecs } from "../completion/specs/cri-specs.ts";
import { kubernetesSpecs } from "../completion/specs/kubernetes-specs.ts";
import { annotationPage } from "../definition/annotation-page.ts";
import { definitionFor } from "../definition/definition.ts";
import { documentLinksFor } from "../document-links/document-links.ts";
import { documentSymbolsFor } from "../document-symbols/document-symbols.ts";
import { hoverFor } from "../hover/hover.ts";
import { inlayHintsFor } from "../inlay-hints/inlay-hints.ts";
import { semanticTokensFor } from "../semantic-tokens/semantic-tokens.ts";
import type { ServerContext } from "../server-context.ts";

/** What the server does to help writing a spec. Nothing here rejects: where something fails there is nothing to show. */
export interface AuthoringFeatures {
  hover(params: HoverParams): Promise<Hover | null>;
  completion(params: CompletionParams): Promise<CompletionList>;
  resolveCompletion(item: CompletionItem): CompletionItem;
  documentSymbols(params: DocumentSymbolParams): Promise<DocumentSymbol[]>;
  inlayHints(params: InlayHintParams): Promise<InlayHint[]>;
  codeLenses(params: CodeLensParams): Promise<CodeLens[]>;
  documentLinks(params: DocumentLinkParams): Promise<DocumentLink[]>;
  definition(params: DefinitionParams): DefinitionLink[];
  semanticTokens(params: SemanticTokensParams | SemanticTokensRangeParams): Promise<SemanticTokens>;
  annotationPage(params: AnnotationPageParams): AnnotationPageResult;
  podSchema(params: PodSchemaParams): PodSchemaResult;
  rulePage(params: RulePageParams): RulePageResult;
  specTemplates(): SpecTemplatesResult;
}

export const startAuthoring = (context: ServerContext): AuthoringFeatures => ({
  hover: hoverFor(context),
  completion: completionFor(context),
  resolveCompletion,
  documentSymbols: documentSymbolsFor(context),
  inlayHints: inlayHintsFor(context),
  codeLenses: codeLensesFor(context),
  documentLinks: documentLinksFor(context),
  definition: definitionFor(context),
  semanticTokens: semanticTokensFor(context),
  annotationPage: ({ key }) => ({ content: annotationPage(String(key)) }),
  podSchema: ({ name }) => {
    const strict = [false, true].find((each) => podSchemaName(each) === String(name));
    return { content: strict === undefined ? null : schemaText(podSchema(strict)) };
  },
  rulePage: ({ code }) => ({ content: pageOfRule(String(code)) ?? null }),
  specTemplates: () => ({ templates: [...kubernetesSpecs, ...criSpecs] }),
});
