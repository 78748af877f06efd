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

export const idOfActor = (actor: Actor): string => {
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

/** Which event, in which run, by whom: to be named elsewhere (S0-12). */
export const Ids: FC<{ entry: LedgerEntry }> = ({ entry: { id, runId, actor } }) => (
  <dl class="ids">
    <div>
      <dt>{words.idOf.event}</dt>
      <dd>
        <CopyableId id={id} />
      </dd>
    </div>
    {runId === null ? null : (
      <div>
        <dt>{words.idOf.run}</dt>
        <dd>
          <CopyableId id={runId} />
        </dd>
      </div>
    )}
    {idOfActor(actor) === '' ? null : (
      <div>
        <dt>{words.idOf[actor.kind]}</dt>
        <dd>
          <CopyableId id={idOfActor(actor)} />
        </dd>
      </div>
    )}
  </dl>
);

export const Sentence: FC<{ entry: LedgerEntry }> = ({ entry }) => {
  const { who, did } = entrySentence(entry);
  return (
    <>
      <strong>{who}</strong> {did}
    </>
  );
};

/** One thing that happened: who, what, when, where. */
export const ActivityLine: FC<{ record: ActivityRecord }> = ({ record: { entry, run } }) => (
  <li class="happened">
    <p>
      <Sentence entry={entry} />
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
