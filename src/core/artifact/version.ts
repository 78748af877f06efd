/** Insert-only. Bodies live beside it, by digest, where a redaction can empty them. */
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
  /** Made by the rehearsal model: labelled wherever its words appear. */
  rehearsal: boolean;
  at: Date;
}

/** A named thing that the pipeline makes; `canon` is the version in force. */
export interface Artifact {
  id: string;
  projectId: string;
  /** Null when it belongs to the project. */
  runId: string | null;
  name: string;
  /** Null: nothing in force (set aside by a rollback to before it was made). */
  canon: Version | null;
  /** The highest version number given so far; 0 when there is none. */
  latest: number;
  /** The run that made the newest version. */
  lastRunId: string | null;
}
