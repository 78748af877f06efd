/** One version of an artifact; insert-only. Its text is stored separately, by digest, where a redaction can remove it. */
export interface Version {
  artifactId: string;
  number: number;
  /** The version it was made from; null for a first one. */
  base: number | null;
  digest: string;
  /** Characters, for people and cards. */
  length: number;
  by: { kind: 'role' | 'command' | 'person' | 'rollback' | 'suggestion'; name: string };
  /** The stage attempt that made it; null for a person's edit. */
  attemptId: string | null;
  /** Written by the rehearsal, without a model: labelled wherever its words appear. */
  rehearsal: boolean;
  at: Date;
}

/** A named text that the pipeline makes; `canon` is the version in force. */
export interface Artifact {
  id: string;
  projectId: string;
  /** Null when it belongs to the project. */
  runId: string | null;
  name: string;
  /** Null if no version is in force: none was made yet, or the run was rolled back to before it was made. */
  canon: Version | null;
  /** The highest version number given so far; 0 when there is none. */
  latest: number;
  /** The run that made the newest version. */
  lastRunId: string | null;
}
