/** Code of the one notice of a file that is not read, or not wholly: too large, too deep. No rule: nothing is wrong with it. */
export const notReadCode = "not-read";
