import "./web.test.ts";
import "./diagnostics.test.ts";
import "./fixes.test.ts";
import "./settings.test.ts";
import "./rule-pages.test.ts";
import "./authoring.test.ts";
import "./preview.test.ts";
import "./payloads.test.ts";
import { runRegistered } from "./support/runner.ts";

/** Called by VS Code's extension host in the browser, which has no files: its log takes what they came to. */
export function run(): Promise<void> {
  return runRegistered((outcome) => console.log(JSON.stringify(outcome)));
}
