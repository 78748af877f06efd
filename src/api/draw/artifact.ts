import type { z } from 'zod';
import type { artifactSchema, versionTextSchema } from '../../core/api/artifact.ts';
import type { Version } from '../../core/artifact/version.ts';
import type { ArtifactRecord } from '../../core/records/records.ts';

export const drawArtifact = ({ artifact, versions }: ArtifactRecord): z.infer<typeof artifactSchema> => ({
  id: artifact.id,
  name: artifact.name,
  run_id: artifact.runId,
  canon: artifact.canon?.number ?? null,
  versions: versions.map(drawVersion),
});

export const drawVersionText = (version: Version, text: string | null): z.infer<typeof versionTextSchema> => ({
  ...drawVersion(version),
  artifact_id: version.artifactId,
  text,
});

const drawVersion = ({ number, base, digest, length, by, rehearsal, at }: Version) => ({
  ...{ number, base, digest, length, by, rehearsal },
  at: at.toISOString(),
});
