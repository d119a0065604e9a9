import type { Disposable } from "vscode";
import { keepLanguage } from "../infrastructure/document-language.ts";
import { payloadScheme } from "./payload-uri.ts";

/** Gives policies colors of our own where no other extension knows Rego, whose colors and checks would be better. */
export const policyLanguage = (): Disposable =>
  keepLanguage(
    "confidential-pods-rego",
    ({ uri, languageId }) => uri.scheme === payloadScheme && uri.path.endsWith(".rego") && languageId === "plaintext",
  );
