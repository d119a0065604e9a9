// Measures the language server beside yaml-language-server and the protocol's floor, interleaved, on this machine:
//   npm ci --prefix test/bench && node build.mjs && node test/bench/bench.mjs [--quick]
// Prints a Markdown table. Linux only (memory and processor time are read from /proc).
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import os from "node:os";
import { fileURLToPath, pathToFileURL } from "node:url";
import { buildSync } from "esbuild";
import { checkRuns } from "./command-line.mjs";
import { editing, quantile, startups, typing } from "./measure.mjs";
import { schema, specFile } from "./workload.mjs";

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const quick = process.argv.includes("--quick");
const [edits, runs] = quick ? [20, 3] : [100, 15];

const floor = here("../../out/floor-server.cjs");
buildSync({
  entryPoints: [here("floor-server.mjs")],
  outfile: floor,
  bundle: true,
  minify: true,
  platform: "node",
  format: "cjs",
});
const schemaFile = here("../../out/bench.schema.json");
mkdirSync(here("../../out"), { recursive: true });
writeFileSync(schemaFile, JSON.stringify(schema));

const peer = here("node_modules/yaml-language-server/bin/yaml-language-server");
const servers = [
  { name: "confidential-pods", command: [here("../../dist/server.js"), "--stdio"], pull: true },
  {
    name: "yaml-language-server",
    command: [peer, "--stdio"],
    pull: false,
    settings: {
      yaml: {
        validate: true,
        schemaStore: { enable: false },
        kubernetesCRDStore: { enable: false },
        schemas: { [pathToFileURL(schemaFile).href]: "**/*.yaml" },
      },
      http: {},
      "[yaml]": {},
      editor: {},
      files: {},
    },
  },
  { name: "floor (answers nothing)", command: [floor, "--stdio"], pull: true },
].filter(({ command: [entry] }) => {
  if (existsSync(entry)) return true;
  console.error(`left out: ${entry} is missing (npm ci --prefix test/bench)`);
  return false;
});

const number = (value, digits = 1) => value.toFixed(digits);
const spread = (times) => [0.5, 0.95, 0.99].map((share) => number(quantile(times, share))).join(" / ");

const measured = [];
for (const server of servers) {
  const cells = [server.name, number(quantile(await startups(server, runs), 0.5), 0)];
  for (const lines of [1000, 10_000]) {
    const { openMs, times, processorMs, residentMiB, idleMs } = await editing(server, specFile(lines), edits);
    cells.push(number(openMs, 0), spread(times), number(processorMs), number(residentMiB, 0), number(idleMs, 0));
  }
  const { states, flickering, elsewhere, losing } = await typing(server, specFile(100));
  cells.push(`${flickering} / ${elsewhere} / ${losing} of ${states}`);
  measured.push(cells);
}

const perSize = (lines) => [
  `${lines} lines: open to first diagnostics`,
  `${lines} lines: edit to diagnostics, p50 / p95 / p99`,
  `${lines} lines: processor time an edit`,
  `${lines} lines: resident memory after the edits, MiB`,
  `${lines} lines: processor time in an idle second`,
];
const names = [
  "",
  "spawn to initialize",
  ...perSize("1,000"),
  ...perSize("10,000"),
  "typing a line: states with something false / elsewhere / that lost a finding",
];
const line = (cells) => `| ${cells.join(" | ")} |`;
const [titles, ...rows] = names.map((name, index) => [name, ...measured.map((cells) => cells[index])]);
console.log(
  `${os.cpus().length} × ${os.cpus()[0]?.model.trim()}, Node ${process.versions.node}, ${os.type()}. Times in ms.\n`,
);
console.log([line(titles), line(titles.map(() => "---")), ...rows.map(line)].join("\n"));

const checks = checkRuns(here("../../dist/cli.js"), 1000, quick ? 2 : 7);
console.log(
  `\n\`check\` over 1,000 files: ${number(quantile(checks, 0.5), 0)} ms (the slowest ${number(Math.max(...checks), 0)} ms).`,
);
