/** Enough for every key that hcsshim declares, and for those that somebody keeps writing wrongly. */
const maxRemembered = 1000;

/** The same function, but it remembers its answers: keys come again in every document. It forgets all when it knows too many. */
export function remember<T>(compute: (text: string) => T): (text: string) => T {
  const known = new Map<string, { readonly answer: T }>();
  return (text) => {
    const kept = known.get(text);
    if (kept !== undefined) return kept.answer;
    if (known.size >= maxRemembered) known.clear();
    const answer = compute(text);
    known.set(text, { answer });
    return answer;
  };
}
