import type { FC } from 'hono/jsx';
import { placeWords } from '../../../../core/cards/words/outcome.ts';
import type { LedgerEntry } from '../../../../core/ledger/entry.ts';
import type { Actor } from '../../../../core/people/actor.ts';
import type { ActivityRecord } from '../../../../core/records/records.ts';
import { entrySentence } from '../../../../core/records/words/entry.ts';
import { Time } from '../../draw/text.tsx';
import { activityWords as words } from '../../words/activity.ts';
import { CopyableId } from '../parts/copyable-id.tsx';
import { RunLink } from '../parts/run-link.tsx';

const idOfActor = (actor: Actor): string => {
  switch (actor.kind) {
    case 'person':
      return actor.personId;
    case 'client':
      return actor.clientId;
    case 'system':
      return actor.name;
  }
};

export const placeOf = (actor: Actor): string =>
  actor.kind === 'system' ? words.byItself : words.inPlace(placeWords(actor.where));

const idsOf = ({ id, runId, actor, payload }: LedgerEntry): [label: string, id: string][] =>
  [
    [words.idOf.event, id],
    [words.idOf.run, runId ?? ''],
    [words.idOf.stage, typeof payload['stage'] === 'string' ? payload['stage'] : ''],
    [words.idOf[actor.kind], idOfActor(actor)],
  ].filter((it): it is [string, string] => it[1] !== '');

/** Which event, in which run and stage, by whom: to be named elsewhere (S0-12). */
export const Ids: FC<{ entry: LedgerEntry }> = ({ entry }) => (
  <dl class="ids">
    {idsOf(entry).map(([label, id]) => (
      <div>
        <dt>{label}</dt>
        <dd>
          <CopyableId id={id} />
        </dd>
      </div>
    ))}
  </dl>
);

type Told = Pick<ActivityRecord, 'entry' | 'stage'>;

export const Sentence: FC<{ record: Told }> = ({ record: { entry, stage } }) => {
  const { who, did } = entrySentence(entry, stage);
  return (
    <>
      <strong>{who}</strong> {did}
    </>
  );
};

/** One thing that happened: who, what, when, where. */
export const ActivityLine: FC<{ record: ActivityRecord }> = ({ record }) => {
  const { entry, run } = record;
  return (
    <li class="happened">
      <p>
        <Sentence record={record} />
      </p>
      <p class="origin">
        <a href={`/activity/${entry.id}`}>
          <Time at={entry.at} />
        </a>{' '}
        · {placeOf(entry.actor)}
        {run === null ? null : (
          <>
            {' '}
            · <RunLink run={run} />
          </>
        )}
      </p>
      <details>
        <summary>{words.ids}</summary>
        <Ids entry={entry} />
      </details>
    </li>
  );
};
