// The files that are measured: pods with fifteen annotations each, one value in forty wrong; the same bytes everywhere.
import { readFileSync } from "node:fs";

const table = JSON.parse(readFileSync(new URL("../../schemas/annotations.json", import.meta.url), "utf8"));
const facts = table.annotations.filter(
  ({ key, platforms, level }) => key.length <= 63 && platforms.includes("wcow") && level !== "container",
);

/** Numbers in [0, 1), the same sequence for the same seed (a linear congruential generator). */
function random(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function pod(index, next) {
  const chosen = new Set();
  while (chosen.size < 15) chosen.add(facts[Math.floor(next() * facts.length)]);
  const annotations = [...chosen].map(({ key, example }, at) => {
    const value = (index * 15 + at) % 40 === 7 ? "not valid!" : (example ?? "value");
    return `    ${key}: '${value.replaceAll("'", "''")}'`;
  });
  return `apiVersion: v1
kind: Pod
metadata:
  name: pod-${index}
  annotations:
${annotations.join("\n")}
spec:
  runtimeClassName: runhcs-wcow-hypervisor
  nodeSelector:
    kubernetes.io/os: windows
  containers:
    - name: main
      image: mcr.microsoft.com/windows/nanoserver:ltsc2025
      command: ["cmd.exe", "/c", "ping -t 127.0.0.1"]
`;
}

/** A multi-document file of at least so many lines. */
export function specFile(lines) {
  const next = random(20260630);
  const pods = [];
  for (let length = 0; length < lines; ) {
    const text = pod(pods.length, next);
    pods.push(text);
    length += text.split("\n").length;
  }
  return pods.join("---\n");
}

/** Files of one pod each. */
export function specFiles(count) {
  const next = random(7);
  return Array.from({ length: count }, (_, index) => pod(index, next));
}

/** What a server that knows JSON schemas only can be told of the keys. */
export const schema = {
  type: "object",
  properties: {
    metadata: {
      type: "object",
      properties: {
        annotations: {
          type: "object",
          properties: Object.fromEntries(table.annotations.map(({ key }) => [key, { type: "string" }])),
          additionalProperties: { type: "string" },
        },
      },
    },
  },
};
