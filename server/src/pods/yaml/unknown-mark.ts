/**
 * Stands in for text whose meaning cannot be known (a template expression, the value of a half-typed line) while the rest
 * of a document is parsed: a private-use character, one for each UTF-16 code unit, so that all offsets stay true.
 */
export const unknownMark = "\uE000";
