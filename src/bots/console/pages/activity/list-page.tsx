import type { FC } from 'hono/jsx';
import type { ConsoleProject } from '../../../../core/console/roster.ts';
import { entryKinds } from '../../../../core/ledger/entry.ts';
import type { ActivityRecord } from '../../../../core/records/records.ts';
import { actorLabel } from '../../../../core/records/words/actor.ts';
import { entryWords } from '../../../../core/records/words/entry.ts';
import type { Visitor } from '../../parts.ts';
import { activityWords as words } from '../../words/activity.ts';
import { Frame } from '../frame.tsx';
import { Filters } from '../parts/filters.tsx';
import { Nothing } from '../parts/nothing.tsx';
import { Pager } from '../parts/pager.tsx';
import { ActivityLine } from './line.tsx';
import { type ActivityQuery, unknownPerson } from './read.ts';

export interface ActivityProps {
  visitor: Visitor;
  projects: readonly ConsoleProject[];
  people: readonly { id: string; name: string }[];
  query: ActivityQuery;
  records: readonly ActivityRecord[];
  after: string | null;
  next: string | null;
}

const path = '/activity';

const ActivityFilters: FC<Pick<ActivityProps, 'people' | 'query'>> = ({ people, query }) => (
  <Filters
    path={path}
    submit={words.filter}
    fields={[
      {
        ...{ name: 'person', label: words.person, value: query.person, all: words.everybody },
        options: people.map((one) => ({ value: one.id || unknownPerson, label: actorLabel(one) })),
      },
      {
        ...{ name: 'kind', label: words.kind, value: query.kind, all: words.all },
        options: entryKinds.map((kind) => ({ value: kind, label: entryWords[kind].name })),
      },
    ]}
  >
    <div>
      <label for="filter-run">{words.run}</label>
      <input
        type="text"
        id="filter-run"
        name="run"
        value={query.run}
        placeholder={words.runHint}
        autocomplete="off"
        spellcheck={false}
      />
    </div>
  </Filters>
);

const Empty: FC<Pick<ActivityProps, 'projects' | 'query'>> = ({ projects, query: { run, person, kind } }) => {
  if (projects.length === 0)
    return (
      <Nothing title={words.noProject}>
        <p>{words.noProjectText}</p>
      </Nothing>
    );
  const isFiltered = run + person + kind !== '';
  return (
    <Nothing title={isFiltered ? words.emptyFiltered : words.empty}>
      <p>{isFiltered ? words.emptyFilteredText : words.emptyText}</p>
      {isFiltered ? (
        <p>
          <a href={path}>{words.showAll}</a>
        </p>
      ) : null}
    </Nothing>
  );
};

/** Everything that happened in the projects that this person may view, newest first. */
export const ActivityPage: FC<ActivityProps> = ({ visitor, projects, people, query, records, after, next }) => (
  <Frame visitor={visitor} current="activity" title={words.title}>
    <ActivityFilters people={people} query={query} />
    {records.length === 0 ? <Empty projects={projects} query={query} /> : null}
    <ol class="activity">
      {records.map((record) => (
        <ActivityLine record={record} />
      ))}
    </ol>
    <Pager path={path} query={{ ...query }} after={after} next={next} />
  </Frame>
);
