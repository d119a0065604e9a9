import assert from "node:assert/strict";
import { test } from "node:test";
import {
  parseReportQuery,
  type ReportSubject,
  reportParts,
} from "../../../../client/src/artifacts/inside/report-uri.ts";

const subjects: readonly ReportSubject[] = [
  { kind: "guest-writes", before: "C:\\boot\\boot.vhd", after: "D:\\debug\\uvm_boot.vhd" },
  { kind: "boot-files", folder: "/boot files", isolation: "" },
];

for (const subject of subjects) {
  test(`a report on ${subject.kind} can be made anew from its URI`, () => {
    assert.deepEqual(parseReportQuery(reportParts(subject).query), subject);
  });
}

test("other queries are no subject", () => {
  const others = ["", "{", "null", '"comparison"', '{"kind":"comparison"}', '{"kind":"boot-files","folder":7}'];
  for (const query of others) assert.equal(parseReportQuery(query), undefined);
});
