import type { FeatureContext } from "../infrastructure/feature-context.ts";
import type { LanguageServer } from "../infrastructure/language-server.ts";
import { provideAnnotationPages } from "./annotation-pages.ts";

/** What helps to write a spec beyond what the language client does by itself. */
export function activateAuthoring({ extension }: FeatureContext, server: LanguageServer): void {
  extension.subscriptions.push(
    provideAnnotationPages((params) => server.request("confidentialPods/annotationPage", params)),
  );
}
