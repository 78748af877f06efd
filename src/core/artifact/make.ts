import { digestText } from '../digest.ts';
import type { Stage } from '../project/stage.ts';
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

/** The id of the artifact that a stage makes. Within a run, a name stands for one artifact: the project's if the stage says so, else the run's own. */
export const artifactId = ({ id, projectId }: Pick<Run, 'id' | 'projectId'>, stage: Stage): string =>
  `${stage.scope === 'project' ? projectId : id}.${stage.makes}`;

/** The artifact that a stage makes; a new one if there is none yet. */
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

/** Adds a version; `canon` says whether it is in force from now on. Existing versions are never changed. */
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

/** Adds a version whose text is stored already, because it is restored or was suggested, and records it in the ledger. */
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

/** Records a version that was not made by an attempt; those of attempts are in the attempt's own entry. */
export function recordVersion(d: Draft, artifact: Artifact, { number, base, digest, by }: Version): void {
  d.record(
    'artifact.edited',
    { artifact: artifact.id },
    { name: artifact.name, version: number, base, digest, by: by.kind },
  );
}
