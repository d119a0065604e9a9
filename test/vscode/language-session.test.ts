import assert from "node:assert/strict";
import { Disposable, EventEmitter } from "vscode";
import type { StateChangeEvent } from "vscode-languageclient/node";
import { LanguageSession, type ServerClient } from "../../client/src/language/language-session.ts";
import { test } from "./support/runner.ts";

/** Makes clients that know how many of them live. */
function countingClients(): { readonly create: () => Promise<ServerClient>; readonly counts: number[] } {
  const counts: number[] = [];
  let living = 0;
  const nothing = new Disposable(() => undefined);
  const tell = (change: number): Promise<void> => {
    living += change;
    counts.push(living);
    return Promise.resolve();
  };
  const make = (): ServerClient["client"] => ({
    start: () => tell(1),
    dispose: () => tell(-1),
    sendRequest: () => Promise.reject(new Error("nobody asks")),
    onNotification: () => nothing,
    onProgress: () => nothing,
    onDidChangeState: new EventEmitter<StateChangeEvent>().event,
  });
  return { create: async () => ({ client: make(), progress: (await languageClient()).WorkDoneProgress.type }), counts };
}

/** As the extension does it: its library finds VS Code at run time. */
const languageClient = () => import("vscode-languageclient/node");

test("restarts that are asked for at once never leave two servers", async () => {
  const { create, counts } = countingClients();
  const session = new LanguageSession(create);
  await session.start();
  await Promise.all([session.restart(), session.restart()]);
  assert.deepEqual(counts, [1, 0, 1, 0, 1]);
  await session.dispose();
  assert.equal(counts.at(-1), 0);
});
