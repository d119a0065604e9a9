import { Uri } from "vscode";
import type { CommandMap } from "../infrastructure/command-map.ts";
import type { FeatureContext } from "../infrastructure/feature-context.ts";
import type { LanguageServer } from "../infrastructure/language-server.ts";
import { DenialPage } from "./decode-denial.ts";
import { cursorPlace, openPayload } from "./open-payload.ts";
import { PayloadFiles } from "./payload-files.ts";
import { policyLanguage } from "./policy-language.ts";
import { setPolicyFromFile } from "./set-policy.ts";

type PayloadCommand =
  | "confidentialPods.openPayload"
  | "confidentialPods.setPolicyFromFile"
  | "confidentialPods.decodePolicyDenial";

/** Opens what annotations hold encoded, and takes it back. */
export function activatePayloads(
  { extension }: FeatureContext,
  server: LanguageServer,
): Pick<CommandMap, PayloadCommand> {
  const denial = new DenialPage(server);
  extension.subscriptions.push(new PayloadFiles(server), denial, policyLanguage());
  return {
    "confidentialPods.openPayload": (uri, position) => {
      const place = typeof uri === "string" && position !== undefined ? { uri, position } : cursorPlace();
      return openPayload(server, place.uri, place.position);
    },
    "confidentialPods.setPolicyFromFile": (file) => setPolicyFromFile(server, file instanceof Uri ? file : undefined),
    "confidentialPods.decodePolicyDenial": (text) => denial.show(typeof text === "string" ? text : undefined),
  };
}
