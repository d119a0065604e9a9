import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { AnnotationFact } from "../../../server/src/pods/annotations/annotation-fact.ts";
import { decodeBase64 } from "../../../server/src/pods/annotations/base64.ts";
import {
  type GoResult,
  parseBool,
  parseGuid,
  parseInt32,
  parseListUint32,
  parseListUint64,
  parseUint32,
  parseUint64,
} from "../../../server/src/pods/annotations/go-values.ts";
import { allFacts, expansions, lookup, removedKeys } from "../../../server/src/pods/annotations/registry.ts";
import { parseCoreLimit } from "../../../server/src/pods/annotations/structured/core-limit.ts";
import { faults } from "./json-schema.ts";

const read = (file: string): unknown => JSON.parse(readFileSync(`schemas/${file}`, "utf8"));

test("the table satisfies its meta-schema", () => {
  assert.deepEqual(faults(read("annotations.schema.json"), read("annotations.json")), []);
});

test("every key that another one names is declared", () => {
  for (const fact of allFacts) {
    const named = [...fact.requires, ...fact.requiresAnyOf, ...fact.conflictsWith];
    if (fact.deprecated !== undefined) named.push(fact.deprecated.replacedBy);
    for (const key of named) {
      assert.ok(key !== fact.key && lookup(key) !== undefined, `${fact.key} names ${key}`);
    }
  }
  for (const { newKey } of removedKeys.values()) assert.ok(newKey === null || lookup(newKey) !== undefined);
  for (const key of expansions.flatMap((one) => [one.key, ...one.expandsTo])) assert.ok(lookup(key) !== undefined, key);
});

test("removed keys are sorted", () => {
  assert.deepEqual([...removedKeys.keys()], [...removedKeys.keys()].sort());
});

test("only a list of choices has choices, only a path says where, only numbers have bounds", () => {
  for (const fact of allFacts) {
    assert.equal(fact.allowedValues.length > 0, fact.valueType === "enum", fact.key);
    assert.equal(fact.path !== undefined, fact.valueType.endsWith("path"), fact.key);
    if (fact.minimum !== undefined || fact.maximum !== undefined) assert.match(fact.valueType, /int(32|64)$/, fact.key);
  }
});

test("a key acts somewhere unless nothing reads it", () => {
  for (const fact of allFacts) {
    assert.equal(fact.platforms.length === 0, fact.neverRead, fact.key);
    assert.equal(fact.neverRead, !fact.readBy["0.15"], fact.key);
    if (!fact.effectAtPodLevel) assert.deepEqual(fact.uvmOptions, [], fact.key);
  }
});

test("v0.14 reads what is older, and nothing that v0.15 brought", () => {
  for (const { key, since, readBy, neverRead } of allFacts) {
    if (since.startsWith("v0.15")) assert.ok(!readBy["0.14"], key);
    else if (!neverRead) assert.ok(readBy["0.14"], key);
  }
});

const accepted: GoResult<unknown> = { ok: true, value: undefined };

/** What the grammar of a fact makes of a text. */
function parse(fact: AnnotationFact, text: string): GoResult<unknown> {
  switch (fact.valueType) {
    case "bool":
    case "nullable-bool":
    case "exact-true":
    case "insensitive-true":
      return parseBool(text);
    case "int32":
      return parseInt32(text);
    case "uint32":
      return parseUint32(text);
    case "uint64":
      return parseUint64(text);
    case "uint64-pair":
      return parseCoreLimit(text);
    case "csv-uint32":
      return parseListUint32(text);
    case "csv-uint64":
      return parseListUint64(text);
    case "guid":
      return parseGuid(text);
    case "base64-policy":
    case "base64-json":
      return decodeBase64(text);
    case "enum":
      return fact.allowedValues.includes(text) ? accepted : { ok: false, error: "not allowed" };
    case "registry-json":
    case "hv-socket-json":
      JSON.parse(text);
      return accepted;
    case "string":
    case "path":
    case "csv-string":
    case "csv-path":
      return accepted;
  }
}

test("examples and defaults are values of their type, within their bounds", () => {
  for (const fact of allFacts) {
    for (const text of [fact.example, ...Object.values(fact.defaults)]) {
      assert.ok(parse(fact, text).ok, `${fact.key}: ${text}`);
    }
    const number = Number(fact.example);
    if (fact.minimum !== undefined) assert.ok(number >= fact.minimum, fact.key);
    if (fact.maximum !== undefined) assert.ok(number <= fact.maximum, fact.key);
  }
});

test("a default belongs to a kind of pod that the key acts on", () => {
  for (const fact of allFacts) {
    for (const kind of Object.keys(fact.defaults)) {
      assert.ok(
        fact.platforms.some((platform) => platform === kind),
        `${fact.key}: ${kind}`,
      );
    }
  }
});
