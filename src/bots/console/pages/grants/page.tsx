import type { FC } from 'hono/jsx';
import { oneLine } from '../../../../core/cards/agent-text.ts';
import { namesOf } from '../../../../core/cards/words/allowed.ts';
import type { Visitor } from '../../parts.ts';
import { grantWords as words } from '../../words/grants.ts';
import { Frame } from '../frame.tsx';
import { Filters } from '../parts/filters.tsx';
import { NothingFound } from '../parts/nothing.tsx';
import { addressOf } from '../parts/pager.tsx';
import { GrantLine } from './line.tsx';
import type { ProjectGrants } from './read.ts';

interface GrantsProps {
  visitor: Visitor;
  all: readonly ProjectGrants[];
  /** As the address names it; '' is all. */
  query: { project: string; by: string };
}

const path = '/grants';

const GrantFilters: FC<Pick<GrantsProps, 'all' | 'query'>> = ({ all, query }) => {
  const givers = [...new Set(all.flatMap(({ grants }) => grants.map(({ by }) => by)))].sort();
  return (
    <Filters
      path={path}
      submit={words.filter}
      fields={[
        {
          ...{ name: 'project', label: words.project, value: query.project, all: words.all },
          options: all.map(({ project }) => ({ value: project.project, label: project.name })),
        },
        {
          ...{ name: 'by', label: words.by, value: query.by, all: words.everybody },
          options: givers.map((name) => ({ value: name, label: oneLine(name, 60) })),
        },
      ]}
    />
  );
};

const InProject: FC<{ found: ProjectGrants; page: string }> = ({ found, page }) => (
  <section class="part grants">
    <h2>{oneLine(found.project.name)}</h2>
    {found.mayRevoke ? null : <p class="note">{words.canRevoke(namesOf(found.revokers))}</p>}
    <ul class="lines">
      {found.grants.map((grant) => (
        <GrantLine grant={grant} mayRevoke={found.mayRevoke} page={page} />
      ))}
    </ul>
    {found.more ? <p class="note">{words.more}</p> : null}
  </section>
);

const fits = (query: GrantsProps['query'], found: ProjectGrants): ProjectGrants => ({
  ...found,
  grants: found.grants.filter(({ by }) => query.by === '' || by === query.by),
});

/** Everything that agents may do without a question, in all the projects that this person may view. */
export const GrantsPage: FC<GrantsProps> = ({ visitor, all, query }) => {
  const here = addressOf(path, query);
  const shown = all
    .filter(({ project }) => query.project === '' || project.project === query.project)
    .map((found) => fits(query, found))
    .filter(({ grants }) => grants.length > 0);
  return (
    <Frame visitor={visitor} current="grants" title={words.title}>
      <p class="note">{words.intro}</p>
      <GrantFilters all={all} query={query} />
      {shown.length === 0 ? (
        <NothingFound path={path} words={words} isFiltered={query.project + query.by !== ''} />
      ) : null}
      {shown.map((found) => (
        <InProject found={found} page={here} />
      ))}
    </Frame>
  );
};
