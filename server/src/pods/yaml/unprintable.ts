import { unknownMark } from "./unknown-mark.ts";

/** C0 and C1 controls but for tab, line feed, carriage return and U+0085; U+FFFE and U+FFFF; halves of surrogate pairs. */
const unprintable = new RegExp(
  [
    String.raw`[\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x84\x86-\x9F\uFFFE\uFFFF]`,
    String.raw`[\uD800-\uDBFF](?![\uDC00-\uDFFF])`,
    String.raw`(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]`,
  ].join("|"),
  "g",
);

/** Marks the characters that YAML does not allow anywhere (YAML 1.2, production c-printable), so that the rest can be parsed. */
export function withoutUnprintable(text: string): string {
  return text.replace(unprintable, unknownMark);
}
