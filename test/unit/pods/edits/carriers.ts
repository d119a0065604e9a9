import type { PodFileSyntax } from "../../../../server/src/pods/pod-file.ts";

/** A text with a set of annotations in one of the ways that they are written. */
export interface Carrier {
  readonly name: string;
  readonly syntax: PodFileSyntax;
  readonly text: string;
}

const block = `kind: Pod
metadata:
  annotations:
    one: "1" # first
    "two": 'it''s'
    three: plain text

    # between
    four: |
      block
    five: "a \\
      b"
  name: x
`;

/** Each has more than two annotations; the one before the last in each is followed by another. */
export const carriers: readonly Carrier[] = [
  { name: "block YAML", syntax: "yaml", text: block },
  { name: "block YAML with CRLF", syntax: "yaml", text: block.replaceAll("\n", "\r\n") },
  {
    name: "block YAML without a last line break",
    syntax: "yaml",
    text: 'kind: Pod\nmetadata:\n annotations:\n  a: b\n  c: "d"',
  },
  {
    name: "flow YAML",
    syntax: "yaml",
    text: "kind: Pod\nmetadata: {annotations: {a: b, 'c': \"d\", e: [f], }, name: x}\n",
  },
  {
    name: "flow YAML over lines",
    syntax: "yaml",
    text: "kind: Pod\nmetadata:\n  annotations: {\n    a: b, # c\n    d: 'e'\n  }\n",
  },
  {
    name: "JSON",
    syntax: "json",
    text: '{\n  "kind": "Pod",\n  "metadata": {\n    "annotations": {\n      "a": "b",\n      "c": true,\n      "d": "e"\n    }\n  }\n}\n',
  },
  { name: "JSON on one line", syntax: "json", text: '{"kind":"Pod","metadata":{"annotations":{"a":"b","c":"d"}}}' },
  {
    name: "JSON with comments",
    syntax: "json",
    text: '{"kind": "Pod", "metadata": {"annotations": {\n\t"a": "b", // c\n\t/* d */ "e": "f",\n}}}',
  },
  {
    name: "a template",
    syntax: "template",
    text: '{{ if .x }}\nkind: Pod\nmetadata:\n  annotations:\n    {{- y }}\n    a: {{ b }}\n    c: "d"\n{{ end }}\n',
  },
];
