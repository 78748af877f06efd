import type { FC } from 'hono/jsx';
import { visible } from '../../../../core/cards/agent-text.ts';
import { bulkVerbs, mostAtOnce } from '../../../../core/bulk.ts';
import type { ConsoleProject } from '../../../../core/console/roster.ts';
import { askKinds } from '../../../../core/ask/ask.ts';
import { Time } from '../../draw/text.tsx';
import type { Visitor } from '../../parts.ts';
import { Frame } from '../frame.tsx';
import { Filters } from '../parts/filters.tsx';
import { NothingFound } from '../parts/nothing.tsx';
import { addressOf, Pager } from '../parts/pager.tsx';
import { Line } from './line.tsx';
import type { PersonalAsk } from '../asks/read.ts';
import { askWords } from '../../words/asks.ts';
import { inboxWords as words } from '../../words/inbox.ts';

/** A question, or the oldest of so many that are alike. */
export interface Entry {
  first: PersonalAsk;
  count: number;
}

export interface InboxProps {
  visitor: Visitor;
  projects: readonly ConsoleProject[];
  /** As the address names it; '' is all. */
  query: { project: string; kind: string; alike: string };
  entries: readonly Entry[];
  after: string | null;
  next: string | null;
}

const path = '/inbox';

/** These take the eligible ones of a list to the second look. */
const VerbButtons: FC<{ waiting: readonly PersonalAsk[] }> = ({ waiting }) => (
  <>
    {bulkVerbs
      .filter((verb) => waiting.some(({ alone }) => alone[verb] === null))
      .map((verb) => (
        <button name="verb" value={verb} class={verb === 'reject' ? 'danger' : 'primary'}>
          {words.verb(verb)}
        </button>
      ))}
  </>
);

/** Many equal questions in one line (FAILURES.md P16), which leads to their list. Who may answer the oldest may try all. */
const Alike: FC<{ entry: Entry }> = ({ entry: { first, count } }) => {
  const { ask } = first.view;
  return (
    <li class="alike">
      <h2>
        {visible(first.card.title)} <span class="count">{words.alike(count)}</span>
      </h2>
      <p class="origin">
        {first.view.definition.pipeline.name} · {first.project.name} · {words.alikeSince}
        <Time at={ask.openedAt} />
      </p>
      <form method="get" action="/inbox/look" class="actions">
        <input type="hidden" name="alike" value={ask.id} />
        {bulkVerbs
          .filter((verb) => first.alone[verb] === null)
          .map((verb) => (
            <button name="verb" value={verb} class={verb === 'reject' ? 'danger' : 'primary'}>
              {words.together(verb, count, mostAtOnce)}
            </button>
          ))}
        <a class="button" href={addressOf(path, { alike: ask.id })}>
          {words.showAlike(count)}
        </a>
      </form>
    </li>
  );
};

const InboxFilters: FC<Pick<InboxProps, 'projects' | 'query'>> = ({ projects, query }) => (
  <Filters
    path={path}
    submit={words.filter}
    fields={[
      {
        name: 'kind',
        label: words.kind,
        value: query.kind,
        all: words.all,
        options: askKinds.map((kind) => ({ value: kind, label: askWords.kinds[kind] })),
      },
      {
        name: 'project',
        label: words.project,
        value: query.project,
        all: words.all,
        options: projects.map(({ id, name }) => ({ value: id, label: name })),
      },
    ]}
  />
);

/** The live view of just these; a new question stands at the end of the list, and is found by looking anew. */
const eventsOf = (page: string, waiting: readonly PersonalAsk[]): string | undefined =>
  waiting.length === 0
    ? undefined
    : addressOf('/inbox/events', { page, asks: waiting.map(({ view }) => view.ask.id).join(' ') });

/** Everything that waits for an answer, oldest first. */
export const InboxPage: FC<InboxProps> = ({ visitor, projects, query, entries, after, next }) => {
  const waiting = entries.filter(({ count }) => count === 1).map(({ first }) => first);
  const here = addressOf(path, { ...query, after: after ?? '' });
  const refresh = (
    <a class="button quiet" href={here}>
      {words.refresh}
    </a>
  );
  return (
    <Frame visitor={visitor} current="inbox" title={words.title} actions={refresh} events={eventsOf(here, waiting)}>
      <InboxFilters projects={projects} query={query} />
      {query.alike === '' ? null : (
        <p class="intro">
          {words.onlyAlike} <a href={path}>{words.showAll}</a>
        </p>
      )}
      {entries.length === 0 ? (
        <NothingFound path={path} words={words} isFiltered={query.kind + query.project + query.alike !== ''} />
      ) : null}
      <ul class="inbox">
        {entries.map((entry) =>
          entry.count === 1 ? <Line waiting={entry.first} page={here} /> : <Alike entry={entry} />,
        )}
      </ul>
      <Bulk waiting={waiting} />
      <Pager path={path} query={query} after={after} next={next} label={words.newer} start={words.toOldest} />
    </Frame>
  );
};

/** At the foot of the window for as long as the list is longer than it. */
const Bulk: FC<{ waiting: readonly PersonalAsk[] }> = ({ waiting }) =>
  waiting.every(({ alone }) => alone.approve !== null && alone.reject !== null) ? null : (
    <form id="bulk" method="get" action="/inbox/look" class="bulk">
      <span>{words.withChosen}</span>
      <VerbButtons waiting={waiting} />
    </form>
  );
