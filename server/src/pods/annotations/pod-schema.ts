import type { AnnotationFact, ValueType } from "./annotation-fact.ts";
import { describeType } from "./describe-type.ts";
import { allFacts, removedKeys } from "./registry.ts";

/** JSON Schema, draft 7: what YAML tools understand. */
export type JsonSchema = boolean | { readonly [keyword: string]: unknown };

const bool = { enum: ["true", "false", "1", "0", "t", "f", "T", "F", "TRUE", "FALSE", "True", "False"] };
const uint32 = "0*[0-9]{1,10}";
const uint64 = "0*[0-9]{1,20}";
const base64 = "^[A-Za-z0-9+/\\r\\n]*=?[\\r\\n]*=?[\\r\\n]*$";

/** What a pattern can say of each grammar; ranges of numbers are only bounded by their digits. */
const grammars: Readonly<Record<Exclude<ValueType, "enum">, { readonly [keyword: string]: unknown }>> = {
  bool,
  "nullable-bool": bool,
  "exact-true": { enum: ["true", "false"] },
  "insensitive-true": { pattern: "^([tT][rR][uU][eE]|[fF][aA][lL][sS][eE])$" },
  int32: { pattern: "^[+-]?0*[0-9]{1,10}$" },
  uint32: { pattern: `^${uint32}$` },
  uint64: { pattern: `^${uint64}$` },
  "uint64-pair": { pattern: `^${uint64};${uint64}$` },
  "csv-uint32": { pattern: `^(${uint32}(,${uint32})*)?$` },
  "csv-uint64": { pattern: `^(${uint64}(,${uint64})*)?$` },
  "csv-string": {},
  "csv-path": {},
  guid: { pattern: "^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$" },
  string: {},
  path: {},
  "base64-policy": { pattern: base64 },
  "base64-json": { pattern: base64 },
  "registry-json": {},
  "hv-socket-json": { pattern: "^\\s*\\{" },
};

function valueSchema(fact: AnnotationFact): JsonSchema {
  const grammar = fact.valueType === "enum" ? { enum: fact.allowedValues } : grammars[fact.valueType];
  return {
    type: "string",
    ...grammar,
    description: `${fact.summary}\nValue: ${describeType(fact)}.`,
    ...(fact.deprecated === undefined ? {} : { deprecationMessage: `Not read: ${fact.deprecated.reason}.` }),
  };
}

const guid = "[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}";
const escapePattern = (text: string): string => text.replace(/[.\\/]/g, "\\$&");

/** The annotations map itself; `strict` refuses keys of hcsshim's families that hcsshim does not declare. */
function annotationsSchema(strict: boolean): JsonSchema {
  const declared = allFacts.filter(({ isPrefix }) => !isPrefix);
  const families = allFacts.filter(({ isPrefix }) => isPrefix);
  const removed = [...removedKeys.values()].map(({ oldKey, newKey, note }): [string, JsonSchema] => [
    oldKey,
    {
      type: "string",
      deprecationMessage: newKey === null ? `Not read. ${note}` : `Not read; write ${newKey}. ${note}`,
    },
  ]);
  const properties = Object.fromEntries([
    ...declared.map((fact): [string, JsonSchema] => [fact.key, valueSchema(fact)]),
    ...(strict ? [] : removed),
  ]);
  const familyPattern = (fact: AnnotationFact): string => `^${escapePattern(fact.key)}${guid}$`;
  const foreign = { not: { pattern: "^(io\\.microsoft\\.|microsoft\\.com\\/(disable-)?host)" } };
  return {
    type: "object",
    properties,
    patternProperties: Object.fromEntries(families.map((fact) => [familyPattern(fact), valueSchema(fact)])),
    additionalProperties: { type: "string" },
    ...(strict
      ? {
          propertyNames: {
            anyOf: [
              foreign,
              { enum: declared.map(({ key }) => key) },
              ...families.map((fact) => ({ pattern: familyPattern(fact) })),
            ],
          },
        }
      : {}),
  };
}

const workloads = ["DaemonSet", "Deployment", "Job", "ReplicaSet", "ReplicationController", "StatefulSet"];

/** An object with one property chain down to a schema. */
const at = (path: readonly string[], schema: JsonSchema): JsonSchema =>
  path.reduceRight<JsonSchema>((inner, name) => ({ properties: { [name]: inner } }), schema);

const whenKind = (kinds: readonly string[], path: readonly string[]): JsonSchema => ({
  if: { required: ["kind"], properties: { kind: { enum: kinds } } },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: at([...path, "metadata", "annotations"], { $ref: "#/definitions/kubernetesAnnotations" }),
});

/**
 * A schema for Kubernetes pods and workloads, and for CRI sandbox documents (`annotations` at the top, no `kind`).
 * It knows keys and value grammars; what keys mean together only the extension and its command line check.
 */
export function podSchema(strict: boolean): JsonSchema {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    $id: podSchemaName(strict),
    title: "Annotations that hcsshim reads",
    $comment: "Generated from annotations.json; node test/tools/generate-schemas.mjs",
    type: "object",
    allOf: [
      whenKind(["Pod"], []),
      whenKind(workloads, ["spec", "template"]),
      whenKind(["CronJob"], ["spec", "jobTemplate", "spec", "template"]),
      whenKind(["PodTemplate"], ["template"]),
      {
        if: { not: { required: ["kind"] } },
        // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
        then: at(["annotations"], { $ref: "#/definitions/annotations" }),
      },
    ],
    definitions: {
      annotations: annotationsSchema(strict),
      kubernetesAnnotations: {
        allOf: [{ $ref: "#/definitions/annotations" }, { propertyNames: { pattern: "^([^/]+/)?[^/]{1,63}$" } }],
      },
    },
  };
}

/** The file name under which a schema is published. */
export const podSchemaName = (strict: boolean): string =>
  strict ? "pod-annotations.strict.schema.json" : "pod-annotations.schema.json";

/** The text of a schema as it is published. */
export const schemaText = (schema: JsonSchema): string => `${JSON.stringify(schema, null, 2)}\n`;
