import type { FC } from 'hono/jsx';
import type { Ask } from '../../../../core/ask/ask.ts';
import { itemsOf } from '../../../../core/cards/ask-items.ts';
import { questionOf } from '../../../../core/cards/words/ask.ts';
import type { ArtifactRecord } from '../../../../core/records/records.ts';
import { runWords as words } from '../../words/runs.ts';
import { artifactPath, InForce, versionPath } from './artifacts.tsx';
import { EditButton, editableIn } from './edit-button.tsx';
import type { Found } from './read.ts';
import type { ReadVersions } from './versions.ts';

export interface VersionStanding {
  runId: string;
  artifact: ArtifactRecord['artifact'];
  /** The version that the page shows. */
  shown: number;
  mayEdit: boolean;
  /** The open questions about the artifact. */
  asked: { id: string; title: string }[];
}

/** A redacted text offers no edit: there is nothing to begin with. */
export function standingOf(
  { view, reader }: Found,
  { record: { artifact }, to, texts }: ReadVersions,
): VersionStanding {
  const { state } = view;
  // The page of a run also shows what other runs of its project have made, under the same names.
  const isOurs = state.artifacts.some(({ id }) => id === artifact.id);
  const isAbout = ({ subject }: Ask): boolean => isOurs && itemsOf(subject).some(({ name }) => name === artifact.name);
  return {
    ...{ runId: state.run.id, artifact, shown: to },
    mayEdit: texts.has(to) && editableIn(state, reader.person).includes(artifact.id),
    asked: state.asks
      .filter((ask) => ask.status === 'open' && isAbout(ask))
      .map(({ id, subject }) => ({ id, title: questionOf(subject, state.definition) })),
  };
}

/** Whether the version is in force, and what can be done about that. */
export const VersionStandingView: FC<{ standing: VersionStanding }> = ({ standing }) => {
  const { runId, artifact, shown, mayEdit, asked } = standing;
  const inForce = artifact.canon?.number ?? null;
  if (inForce === null) return <p class="note">{words.nothingInForce}</p>;
  if (inForce !== shown) return <Elsewhere {...{ runId, shown, inForce }} artifactId={artifact.id} />;
  return (
    <div class="version-standing">
      <p>
        <InForce />
      </p>
      {mayEdit ? <EditButton name={artifact.name} page={artifactPath(runId, artifact.id)} /> : null}
      {asked.map(({ id, title }) => (
        <p class="note">
          {words.askedAbout}
          <a href={`/asks/${id}`}>{title}</a>
        </p>
      ))}
    </div>
  );
};

const Elsewhere: FC<{ runId: string; artifactId: string; shown: number; inForce: number }> = (props) => {
  const { runId, artifactId, shown, inForce } = props;
  return (
    <p class="note">
      {words.inForceNow(inForce)}
      <a href={artifactPath(runId, artifactId)}>{words.readThat}</a>
      {' · '}
      <a href={versionPath(runId, artifactId, inForce, shown)}>{words.changedSince}</a>
    </p>
  );
};
