/** Signed measurements that are sent along with a policy, by the member that carries them; a missing file is passed over. */
export interface ReferenceInfoFiles {
  /** `EncodedUVMReference`. */
  readonly signed?: string;
  /** `EncodedUVMHashEnvelopeReference`. */
  readonly hashEnvelope?: string;
}

/** The named files; "" names none. */
export function referenceFiles(signed: string, hashEnvelope: string): ReferenceInfoFiles {
  return { ...(signed === "" ? {} : { signed }), ...(hashEnvelope === "" ? {} : { hashEnvelope }) };
}

/** The same files at other places. */
export function movedReferences(files: ReferenceInfoFiles, move: (file: string) => string): ReferenceInfoFiles {
  const moved = (file: string | undefined): string => (file === undefined ? "" : move(file));
  return referenceFiles(moved(files.signed), moved(files.hashEnvelope));
}
