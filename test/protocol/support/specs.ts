/** A pod with one annotation, on line 5; its value begins in column 65. */
export const podWith = (value: string, key = "io.microsoft.virtualmachine.computetopology.memory.sizeinmb"): string =>
  `apiVersion: v1
kind: Pod
metadata:
  annotations:
    io.microsoft.virtualmachine.wcow.securitypolicy: cGFja2FnZSBwb2xpY3k=
    ${key}: ${value}
spec:
  runtimeClassName: runhcs-wcow-hypervisor
`;

/** Exactly one finding: a number that kubectl refuses, with one obvious fix. */
export const unquotedPod = podWith("4096");
export const unquotedCode = "annotation-not-string";

/** Nothing to find. */
export const goodPod = podWith('"4096"');

/** As many pods as it takes to be longer than `lines`, the one with the finding in the middle. */
export function longFile(lines: number): string {
  const count = Math.ceil(lines / goodPod.split("\n").length);
  return Array.from({ length: count }, (_, index) => (index === count >> 1 ? unquotedPod : goodPod)).join("---\n");
}
