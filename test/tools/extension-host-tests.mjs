// Runs an extension-test module inside the extension host of code-server's VS Code.
import { setTimeout as delay } from "node:timers/promises";
import { format } from "node:util";
import { openBrowser } from "./browser.mjs";
import { startCodeServer } from "./code-server.mjs";
import { onExit } from "./processes.mjs";
import { remoteUri, workbenchUrl } from "./workbench-url.mjs";

/** What a run ends with when the test module itself did not decide. */
const exitCodes = { pageCrashed: 70, hostDied: 71, noResult: 124 };

/** A browser saves a second after each edit: on a slow machine before the test has looked at what is not saved. */
const settings = { "files.autoSave": "off" };

/** The workbench's own chatter, which is not about our tests. */
const chatter =
  /workbench\.js|native-watchdog|bindings file|ENOTFOUND|^(Creation of workbench|Ignoring fetching|\[remote-connection|An unknown error occurred|Resolv(ing|ed) connection|Creating a socket|\[reconnection|\[Service Worker|Updating additional|\[AgentHost|\[AccountPolicyGate|\[WEB_WORKER|DialogService:|\[text file model\])/;

/**
 * @param {{ extension: string, installed?: readonly string[], tests: string, workspace: string | undefined, timeoutSeconds?: number,
 *   kind?: "web", say?: (line: string) => void }} what absolute paths: the extension's folder, those of
 *   others that are installed, a module that exports `run(): Promise<void>`, the folder to
 *   open; and whether all of that runs in the browser's own extension
 *   host; and what takes the lines that the tests write, by default the console
 * @returns {Promise<number>} 0 where `run` resolved, 1 where it rejected, 70 and more where it came to no end
 */
export async function runInExtensionHost({
  extension,
  installed = [],
  tests,
  workspace,
  timeoutSeconds = 600,
  kind,
  say,
}) {
  const server = await startCodeServer({
    settings,
    extensions: installed,
    args: ["--vscode-option", "enable-smoke-test-driver"],
  });
  let browser;
  const stop = onExit(async () => {
    await browser?.close();
    await server.stop();
  });
  try {
    browser = await openBrowser();
    const finished = observe(browser.page, server, say);
    await browser.page.goto(
      workbenchUrl(server.url, workspace, [
        ["extensionDevelopmentPath", remoteUri(server.url, extension)],
        ["extensionTestsPath", remoteUri(server.url, tests)],
        ["enableProposedApi", ""],
        ...(kind === undefined ? [] : [["extensionDevelopmentKind", kind]]),
      ]),
    );
    const late = delay(timeoutSeconds * 1000, exitCodes.noResult, { ref: false });
    const code = await Promise.race([finished, late]);
    if (code === exitCodes.noResult) console.error(`no result after ${timeoutSeconds} seconds`);
    return code;
  } finally {
    await stop();
  }
}

/** Resolves to the exit code; the functions must be exposed before the page is opened. */
function observe(page, server, say) {
  return new Promise((resolve) => {
    const end = (code) => {
      clearInterval(watch);
      resolve(code);
    };
    // A host that crashes never reports an exit; only the server's log tells.
    const watch = setInterval(() => {
      const death = /Extension Host Process exited with code: (\S+), signal: (\S+?)\./.exec(server.log());
      if (death === null || death[1] === "0") return;
      console.error(`the extension host died: code ${death[1]}, signal ${death[2]}`);
      end(exitCodes.hostDied);
    }, 200);
    // Without a result nobody clears it.
    watch.unref();
    void page.exposeFunction("codeAutomationLog", (type, args) => {
      const line = format(...args);
      if (chatter.test(line)) return;
      if (say === undefined) console[type === "error" ? "error" : "log"](line);
      else say(line);
    });
    void page.exposeFunction("codeAutomationExit", end);
    page.on("crash", () => end(exitCodes.pageCrashed));
  });
}
