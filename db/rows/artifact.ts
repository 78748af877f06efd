import type { Artifact, Version } from '../../src/core/artifact/version.ts';
import type { artifacts, versions } from '../schema/artifacts.ts';

type Row = typeof artifacts.$inferSelect;
type VersionRow = typeof versions.$inferSelect;

export const toArtifact = (row: Row, canon: VersionRow | null): Artifact => ({
  ...row,
  canon: canon && toVersion(canon),
});

export const fromArtifact = ({ canon, ...rest }: Artifact): Row => ({ ...rest, canon: canon?.number ?? null });

export function toVersion({ byKind: kind, byName: name, ...rest }: VersionRow): Version {
  return { ...rest, by: { kind, name } };
}

export const fromVersion = ({ by, ...rest }: Version): VersionRow => ({ ...rest, byKind: by.kind, byName: by.name });
