import type { CommandMap } from "../infrastructure/command-map.ts";
import type { FeatureContext } from "../infrastructure/feature-context.ts";
import type { LanguageServer } from "../infrastructure/language-server.ts";
import { provideAnnotationPages } from "./annotation-pages.ts";
import { newSpec } from "./new-spec.ts";
import { validateWorkspace } from "./validate-workspace.ts";

type AuthoringCommand = "confidentialPods.newPodSpec" | "confidentialPods.validateWorkspace";

/** What helps to write specs beyond what the language client does by itself. */
export function activateAuthoring(
  { extension }: FeatureContext,
  server: LanguageServer,
): Pick<CommandMap, AuthoringCommand> {
  extension.subscriptions.push(
    provideAnnotationPages((params) => server.request("confidentialPods/annotationPage", params)),
  );
  return {
    "confidentialPods.newPodSpec": (title) => newSpec(server, typeof title === "string" ? title : undefined),
    "confidentialPods.validateWorkspace": () => validateWorkspace(server),
  };
}
