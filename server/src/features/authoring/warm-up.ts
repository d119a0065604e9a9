import { completionFor } from "../completion/completion.ts";
import { hoverFor } from "../hover/hover.ts";
import { nextTurn } from "../next-turn.ts";
import { OpenDocuments } from "../open-documents.ts";
import type { ServerContext } from "../server-context.ts";
import { SettingsStore } from "../settings/settings-store.ts";

const uri = "untitled:sample.yaml";
const family = "io.microsoft.virtualmachine";
/** A key of each kind that is explained in its own way. */
const annotations = [
  `${family}.wcow.securitypolicy: cGFja2FnZSBwb2xpY3kK`,
  `${family}.computetopology.memory.sizeinmb: "3071"`,
  `${family}.wcow.isolation_type: SNP`,
  "io.microsoft.wcow.debug: yes",
  `${family}.lcow.kerneldirectboot: "true"`,
  "io.microsoft.unknown: a",
];
const sample = (runtime: string): string =>
  `kind: Pod\nmetadata:\n  annotations:\n${annotations.map((line) => `    ${line}\n`).join("")}spec:\n  runtimeClassName: ${runtime}\n---\n`;
const text = ["runhcs-wcow-hypervisor", "runhcs-lcow"].map(sample).join("");

/**
 * Hovers and completes in a sample, so that the code of both is compiled before the user's first time: that would take a
 * hundred times as long as the next. A turn at a time, so that nothing waits for it.
 */
export async function warmUp(context: ServerContext): Promise<void> {
  const documents = new OpenDocuments();
  documents.open({ uri, languageId: "yaml", version: 0, text });
  const alone = { ...context, documents, settings: new SettingsStore(), listFolder: undefined };
  const [hover, complete] = [hoverFor(alone), completionFor(alone)];
  for (const [line, written] of text.split("\n").entries()) {
    if (!written.startsWith("    ")) continue;
    for (const character of [8, written.length - 1]) {
      await nextTurn();
      await hover({ textDocument: { uri }, position: { line, character } });
      await nextTurn();
      await complete({ textDocument: { uri }, position: { line, character } });
    }
  }
}
