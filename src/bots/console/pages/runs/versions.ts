import type { ArtifactRecord } from '../../../../core/records/records.ts';
import type { Run } from '../../../../core/run/run.ts';
import type { ConsoleParts } from '../../parts.ts';

/** One version of an artifact, or two beside each other. */
export interface ReadVersions {
  record: ArtifactRecord;
  /** Null shows one version by itself. */
  from: number | null;
  to: number;
  /** By version number; a redacted one is missing. */
  texts: ReadonlyMap<number, string>;
}

interface Asked {
  from: number | null;
  to: number | 'in force' | null;
}

/** Null where there is no such version, or its artifact is one of another project: that is none of this run's pages. */
export async function readVersions(
  { records, bodies }: Pick<ConsoleParts, 'records' | 'bodies'>,
  run: Run,
  artifactId: string,
  asked: Asked,
): Promise<ReadVersions | null> {
  const numbers = [asked.from, asked.to].filter((number) => typeof number === 'number');
  const record = await records.artifact(artifactId, numbers);
  if (record?.artifact.projectId !== run.projectId) return null;
  const to = asked.to === 'in force' ? (record.artifact.canon?.number ?? null) : asked.to;
  const shown = record.versions.filter(({ number }) => number === asked.from || number === to);
  if (to === null || !shown.some(({ number }) => number === to)) return null;
  const from = shown.find(({ number }) => number !== to)?.number ?? null;
  return { record, from, to, texts: await textsOf(bodies, shown) };
}

async function textsOf(bodies: ConsoleParts['bodies'], versions: ArtifactRecord['versions']) {
  const read = await bodies.read(versions.map(({ digest }) => digest));
  const texts = new Map<number, string>();
  for (const { number, digest } of versions) {
    const text = read.get(digest);
    if (text !== undefined) texts.set(number, text);
  }
  return texts;
}
