import type { FC } from 'hono/jsx';
import { oneLine, visible } from '../../../../core/cards/agent-text.ts';
import { runBadges } from '../../../../core/cards/words/run.ts';
import type { LedgerEntry } from '../../../../core/ledger/entry.ts';
import { actorKind, actorName } from '../../../../core/records/words/actor.ts';
import { entrySentence, entryWords } from '../../../../core/records/words/entry.ts';
import { Fence } from '../../draw/fence.tsx';
import { Time } from '../../draw/text.tsx';
import type { Visitor } from '../../parts.ts';
import { activityWords as words } from '../../words/activity.ts';
import { Frame } from '../frame.tsx';
import { CopyableId } from '../parts/copyable-id.tsx';
import { Fact } from '../parts/fact.tsx';
import { Controls } from './controls.tsx';
import { Ids, placeOf } from './line.tsx';
import type { ActivityDetail } from './read.ts';

function statusWords({ status }: LedgerEntry): string | null {
  if (status === null) return null;
  const to = runBadges[status.to].word;
  return status.from === null ? `${words.began} ${to}` : words.became(runBadges[status.from].word, to);
}

const accountWords = ({ actor }: LedgerEntry): string | null =>
  actor.kind === 'person' ? `${actor.account.surface} ${actor.account.team}/${actor.account.user}` : null;

const Facts: FC<{ detail: ActivityDetail }> = ({ detail: { record, reader } }) => {
  const { entry, run } = record;
  const [status, account] = [statusWords(entry), accountWords(entry)];
  return (
    <dl class="facts" aria-label={words.facts}>
      <Fact label={words.who}>
        {actorName(entry.actor)} ({actorKind(entry.actor)})
      </Fact>
      {account === null ? null : <Fact label={words.account}>{visible(account)}</Fact>}
      <Fact label={words.what}>{entryWords[entry.kind].name}</Fact>
      <Fact label={words.when}>
        <Time at={entry.at} />
      </Fact>
      <Fact label={words.where}>{placeOf(entry.actor)}</Fact>
      <Fact label={words.project}>{reader.project.name}</Fact>
      {run === null ? null : (
        <Fact label={words.runOf}>
          <a href={`/activity?run=${encodeURIComponent(run.id)}`}>{oneLine(run.title)}</a>
        </Fact>
      )}
      {status === null ? null : <Fact label={words.statusOf}>{status}</Fact>}
    </dl>
  );
};

/** Initiative, workstream, task: the ids that whoever started the run gave it (S0-39). */
const Context: FC<{ context: Record<string, string> }> = ({ context }) =>
  Object.keys(context).length === 0 ? null : (
    <section>
      <h2>{words.context}</h2>
      <dl class="ids">
        {Object.entries(context).map(([name, id]) => (
          <Fact label={oneLine(name)}>
            <CopyableId id={id} />
          </Fact>
        ))}
      </dl>
    </section>
  );

const Said: FC<{ text: string | null }> = ({ text }) => {
  if (text === null) return null;
  return text === '' ? (
    <p class="note">{words.redacted}</p>
  ) : (
    <Fence kind="quote" label={words.words} text={text} cut={false} />
  );
};

const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const Payload: FC<{ entry: LedgerEntry }> = ({ entry: { kind, subject, payload } }) => (
  <section>
    <h2>{words.payload}</h2>
    <p class="note">{words.payloadNote}</p>
    <div class="table" tabindex={0} role="group" aria-label={words.payload}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.name}</th>
            <th scope="col">{words.value}</th>
          </tr>
        </thead>
        <tbody>
          {Object.entries({ kind, ...subject, ...payload }).map(([name, value]) => (
            <tr>
              <th scope="row">{visible(name)}</th>
              <td>
                <code>{visible(asText(value))}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </section>
);

/** One thing that happened, with the way to its run (S0-11 to S0-15, S0-21). */
export const ActivityDetailPage: FC<{ visitor: Visitor; detail: ActivityDetail }> = ({ visitor, detail }) => {
  const { entry, stage } = detail.record;
  const { who, did } = entrySentence(entry, stage);
  return (
    <Frame visitor={visitor} current="activity" inside title={`${who} ${did}`}>
      <div class="happening">
        <Controls detail={detail} />
        <Facts detail={detail} />
        <Said text={detail.words} />
        <section>
          <h2>{words.ids}</h2>
          <Ids entry={entry} />
        </section>
        <Context context={detail.record.run?.context ?? {}} />
        <Payload entry={entry} />
        <p>
          <a href="/activity">{words.back}</a>
        </p>
      </div>
    </Frame>
  );
};
