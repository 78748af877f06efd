import { digestText } from '../digest.ts';
import type { Stage } from '../project/definition.ts';
import type { Draft } from '../run/draft.ts';
import type { Run } from '../run/run.ts';
import type { Artifact, Version } from './version.ts';

export interface NewVersion {
  text: string;
  by: Version['by'];
  base: number | null;
  attemptId: string | null;
  rehearsal: boolean;
}

/** A name means one artifact within a run: the project's if the stage that makes it says so, else the run's own. */
export const artifactId = ({ id, projectId }: Pick<Run, 'id' | 'projectId'>, stage: Stage): string =>
  `${stage.scope === 'project' ? projectId : id}.${stage.makes}`;

/** The artifact that a stage makes: the run's own, unless it is declared to be the project's. */
export function artifactFor(d: Draft, stage: Stage): Artifact {
  const { run, state } = d;
  const ofProject = stage.scope === 'project';
  const id = artifactId(run, stage);
  const fresh: Artifact = {
    id,
    projectId: run.projectId,
    runId: ofProject ? null : run.id,
    name: stage.makes,
    canon: null,
    latest: 0,
    lastRunId: null,
  };
  return state.artifacts.find((a) => a.id === id) ?? fresh;
}

/** Stores a version; `canon` says whether it is in force from now on. Nothing is ever changed in place. */
export function addVersion(d: Draft, artifact: Artifact, made: NewVersion, canon: boolean): Version {
  const version: Version = {
    artifactId: artifact.id,
    number: artifact.latest + 1,
    base: made.base,
    digest: digestText(made.text),
    length: made.text.length,
    by: made.by,
    attemptId: made.attemptId,
    rehearsal: made.rehearsal,
    at: d.event.at,
  };
  putVersion(d, artifact, version, canon);
  d.addVersion(version, made.text);
  return version;
}

function putVersion(d: Draft, artifact: Artifact, version: Version, canon: boolean): void {
  d.putArtifact({
    ...artifact,
    canon: canon ? version : artifact.canon,
    latest: version.number,
    lastRunId: d.run.id,
  });
}

/** A version whose text is stored already: one that comes back, or that was suggested. Says so in the ledger. */
export function addKnownVersion(
  d: Draft,
  artifact: Artifact,
  known: Pick<Version, 'number' | 'digest' | 'length' | 'rehearsal' | 'by'>,
): void {
  const version: Version = {
    ...known,
    artifactId: artifact.id,
    number: artifact.latest + 1,
    base: known.number,
    attemptId: null,
    at: d.event.at,
  };
  putVersion(d, artifact, version, true);
  d.addVersion(version, null);
  recordVersion(d, artifact, version);
}

/** Every version that no attempt made has an entry of its own. */
export function recordVersion(d: Draft, artifact: Artifact, { number, base, digest, by }: Version): void {
  d.record(
    'artifact.edited',
    { artifact: artifact.id },
    { name: artifact.name, version: number, base, digest, by: by.kind },
  );
}
