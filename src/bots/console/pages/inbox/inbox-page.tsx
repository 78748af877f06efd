import type { FC } from 'hono/jsx';
import { visible } from '../../../../core/cards/agent-text.ts';
import { type BulkVerb, bulkVerbs } from '../../../../core/bulk.ts';
import type { ConsoleProject } from '../../../../core/console/roster.ts';
import { askKinds } from '../../../../core/ask/ask.ts';
import { Time } from '../../draw/text.tsx';
import type { Visitor } from '../../parts.ts';
import { Frame } from '../frame.tsx';
import { Filters } from '../parts/filters.tsx';
import { Nothing } from '../parts/nothing.tsx';
import { addressOf, Pager } from '../parts/pager.tsx';
import { type Entry, merge } from './alike.ts';
import { encodeItem } from './items.ts';
import { Line } from './line.tsx';
import type { PersonalAsk } from '../asks/read.ts';
import { askWords } from '../../words/asks.ts';
import { inboxWords as words } from '../../words/inbox.ts';

export interface InboxProps {
  visitor: Visitor;
  projects: readonly ConsoleProject[];
  /** As the address names it; '' is all. */
  query: { project: string; kind: string };
  waiting: readonly PersonalAsk[];
  after: string | null;
  next: string | null;
}

const path = '/inbox';

/** These take the eligible ones of a list to the second look. */
const VerbButtons: FC<{ waiting: readonly PersonalAsk[]; label: (verb: BulkVerb, n: number, of: number) => string }> = (
  props,
) => (
  <>
    {bulkVerbs.map((verb) => {
      const n = props.waiting.filter(({ alone }) => alone[verb] === null).length;
      return n === 0 ? null : (
        <button name="verb" value={verb} class={verb === 'reject' ? 'danger' : 'primary'}>
          {props.label(verb, n, props.waiting.length)}
        </button>
      );
    })}
  </>
);

/** Many equal questions in one line (FAILURES.md P16). */
const Alike: FC<{ entry: Extract<Entry, { kind: 'alike' }>; page: string }> = ({ entry: { first, all }, page }) => (
  <li class="alike">
    <h2>
      {visible(first.card.title)} <span class="count">{words.alike(all.length)}</span>
    </h2>
    <p class="origin">
      {first.view.definition.pipeline.name} · {first.project.name} · {words.alikeSince}
      <Time at={first.view.ask.openedAt} />
    </p>
    <form method="get" action="/inbox/look" class="actions">
      {all.map(({ view }) => (
        <input type="hidden" name="item" value={encodeItem(view.ask)} />
      ))}
      <VerbButtons waiting={all} label={words.together} />
    </form>
    <details data-fold={`alike-${first.view.ask.id}`}>
      <summary>{words.showAlike(all.length)}</summary>
      <ul class="inbox">
        {all.map((waiting) => (
          <Line waiting={waiting} page={page} />
        ))}
      </ul>
    </details>
  </li>
);

const Empty: FC<{ isFiltered: boolean }> = ({ isFiltered }) => (
  <Nothing title={words.emptyTitle}>
    <p>{isFiltered ? words.emptyFiltered : words.emptyText}</p>
    {isFiltered ? (
      <p>
        <a href={path}>{words.showAll}</a>
      </p>
    ) : null}
  </Nothing>
);

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
export const InboxPage: FC<InboxProps> = ({ visitor, projects, query, waiting, after, next }) => {
  const here = addressOf(path, { ...query, after: after ?? '' });
  const refresh = (
    <a class="button quiet" href={here}>
      {words.refresh}
    </a>
  );
  return (
    <Frame visitor={visitor} current="inbox" title={words.title} actions={refresh} events={eventsOf(here, waiting)}>
      <InboxFilters projects={projects} query={query} />
      {waiting.length === 0 ? <Empty isFiltered={query.kind + query.project !== ''} /> : null}
      <ul class="inbox">
        {merge(waiting).map((entry) =>
          entry.kind === 'one' ? <Line waiting={entry.one} page={here} /> : <Alike entry={entry} page={here} />,
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
      <VerbButtons waiting={waiting} label={words.verb} />
    </form>
  );
