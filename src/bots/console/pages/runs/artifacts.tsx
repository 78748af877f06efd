import type { FC } from 'hono/jsx';
import { oneLine } from '../../../../core/cards/agent-text.ts';
import type { Version } from '../../../../core/artifact/version.ts';
import type { ArtifactRecord } from '../../../../core/records/records.ts';
import { Time } from '../../draw/text.tsx';
import { runWords as words } from '../../words/runs.ts';
import { CopyableId } from '../parts/copyable-id.tsx';
import { Fold } from '../parts/fold.tsx';
import { EditButton } from './edit-button.tsx';
import { runPath } from './list-page.tsx';

export interface ArtifactsData {
  runId: string;
  artifacts: ArtifactRecord[];
  /** The ids of those that this person may edit. */
  editable: readonly string[];
}

/** Of one artifact: the version in force, whichever that is by then. */
export const artifactPath = (runId: string, artifactId: string): string =>
  `${runPath(runId)}/artifacts/${encodeURIComponent(artifactId)}`;

/** Of one artifact; beside each other when it names two versions. */
export const versionPath = (runId: string, artifactId: string, to: number, from: number | null = null): string =>
  `${artifactPath(runId, artifactId)}?${from === null ? '' : `from=${from}&`}to=${to}`;

export const InForce: FC = () => (
  <span class="badge" data-tone="good">
    <span aria-hidden="true">✔</span> {words.inForce}
  </span>
);

interface VersionProps {
  runId: string;
  record: ArtifactRecord;
  version: Version;
}

const Links: FC<VersionProps> = ({ runId, record: { artifact, versions }, version }) => {
  const { number, base } = version;
  const before = base ?? versions.findLast((it) => it.number < number)?.number ?? null;
  return (
    <>
      <a href={versionPath(runId, artifact.id, number)} aria-label={words.readVersion(artifact.name, number)}>
        {words.read}
      </a>
      {before === null ? null : (
        <a
          href={versionPath(runId, artifact.id, number, before)}
          aria-label={words.changesOf(artifact.name, before, number)}
        >
          {words.changes}
        </a>
      )}
    </>
  );
};

const VersionLine: FC<VersionProps> = (props) => {
  const { version, record } = props;
  const isCanon = record.artifact.canon?.number === version.number;
  return (
    <li>
      <strong>{words.version(version.number)}</strong> {isCanon ? <InForce /> : null}{' '}
      {version.rehearsal ? <span class="label">{words.rehearsal}</span> : null}
      <p class="note">
        {oneLine(words.madeBy(version.by))}, <Time at={version.at} /> · {words.characters(version.length)}
        {version.base === null ? '' : ` · ${words.basedOn(version.base)}`}
      </p>
      <p class="links">
        <Links {...props} />
      </p>
    </li>
  );
};

const Artifact: FC<{ runId: string; record: ArtifactRecord; mayEdit: boolean }> = ({ runId, record, mayEdit }) => (
  <div class="artifact">
    <h3>{oneLine(record.artifact.name)}</h3>
    <p class="note">
      <CopyableId id={record.artifact.id} />
      {record.artifact.runId === null ? ` · ${words.ofProject}` : ''}
      {record.artifact.canon === null ? ` · ${words.nothingInForce}` : ''}
    </p>
    {mayEdit ? <EditButton name={record.artifact.name} page={runPath(runId)} /> : null}
    <ol class="lines">
      {record.versions.toReversed().map((version) => (
        <VersionLine runId={runId} record={record} version={version} />
      ))}
    </ol>
    {record.artifact.latest > record.versions.length ? <p class="note">{words.keptNewest}</p> : null}
  </div>
);

export const ArtifactsView: FC<{ data: ArtifactsData }> = ({ data: { runId, artifacts, editable } }) => (
  <Fold name="artifacts" title={words.artifacts} gist={words.count(artifacts.length)}>
    {artifacts.length === 0 ? <p class="note">{words.noArtifacts}</p> : null}
    {artifacts.map((record) => (
      <Artifact runId={runId} record={record} mayEdit={editable.includes(record.artifact.id)} />
    ))}
  </Fold>
);
