import type { FC } from 'hono/jsx';
import { askKinds } from '../../../../core/ask/ask.ts';
import type { ConsoleProject } from '../../../../core/console/roster.ts';
import type { Visitor } from '../../parts.ts';
import type { PersonalAsk } from '../asks/read.ts';
import { askWords } from '../../words/asks.ts';
import { Frame } from '../frame.tsx';
import { Filters } from '../parts/filters.tsx';
import { NothingFound } from '../parts/nothing.tsx';
import { addressOf, Pager } from '../parts/pager.tsx';
import { Line } from './line.tsx';
import { historyWords as words } from '../../words/history.ts';

export interface HistoryProps {
  visitor: Visitor;
  projects: readonly ConsoleProject[];
  people: readonly { id: string; name: string }[];
  /** As the address names it; '' is all. */
  query: { project: string; kind: string; person: string };
  settled: readonly PersonalAsk[];
  after: string | null;
  next: string | null;
}

const path = '/history';

const HistoryFilters: FC<Pick<HistoryProps, 'projects' | 'people' | 'query'>> = ({ projects, people, query }) => (
  <Filters
    path={path}
    submit={words.filter}
    fields={[
      {
        ...{ name: 'kind', label: words.kind, value: query.kind, all: words.all },
        options: askKinds.map((kind) => ({ value: kind, label: askWords.kinds[kind] })),
      },
      {
        ...{ name: 'person', label: words.person, value: query.person, all: words.all },
        options: people.map(({ id, name }) => ({ value: id, label: name })),
      },
      {
        ...{ name: 'project', label: words.project, value: query.project, all: words.all },
        options: projects.map(({ id, name }) => ({ value: id, label: name })),
      },
    ]}
  />
);

/** Everything that was settled, newest first. */
export const HistoryPage: FC<HistoryProps> = ({ visitor, projects, people, query, settled, after, next }) => {
  const here = addressOf(path, { ...query, after: after ?? '' });
  return (
    <Frame visitor={visitor} current="history" title={words.title}>
      <HistoryFilters projects={projects} people={people} query={query} />
      {settled.length === 0 ? (
        <NothingFound path={path} words={words} isFiltered={query.kind + query.person + query.project !== ''} />
      ) : null}
      <ul class="history">
        {settled.map((one) => (
          <Line settled={one} page={here} />
        ))}
      </ul>
      <Pager path={path} query={query} after={after} next={next} />
    </Frame>
  );
};
