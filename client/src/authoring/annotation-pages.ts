import { type Disposable, workspace } from "vscode";
import type { AnnotationPageParams, AnnotationPageResult } from "../../../server/src/protocol.ts";
import { annotationKeyOf, annotationPageScheme } from "./annotation-page-uri.ts";

/** Sends `confidentialPods/annotationPage` to the language server, starting it where it does not run. */
export type AskForPage = (params: AnnotationPageParams) => Promise<AnnotationPageResult>;

/** Gives VS Code the text behind a key's definition: Peek shows it, and package.json opens it as rendered Markdown. */
export const provideAnnotationPages = (ask: AskForPage): Disposable =>
  workspace.registerTextDocumentContentProvider(annotationPageScheme, {
    provideTextDocumentContent: async (uri) => {
      const key = annotationKeyOf(uri);
      return key === undefined ? "There is no such annotation." : (await ask({ key })).content;
    },
  });
