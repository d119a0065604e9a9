import type { Disposable } from "vscode";
import { keepLanguage } from "../../infrastructure/document-language.ts";
import { artifactScheme } from "./disk-uri.ts";
import { reportScheme } from "./report-uri.ts";

/** Gives artifacts and reports colors, and lines that wrap: their names, such as `bootstat.dat`, would tell VS Code nothing. */
export const artifactLanguage = (): Disposable =>
  keepLanguage("confidential-pods-artifact", ({ uri }) => uri.scheme === artifactScheme || uri.scheme === reportScheme);
