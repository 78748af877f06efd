import type { FC } from 'hono/jsx';
import { oneLine } from '../../../../core/cards/agent-text.ts';
import { cost } from '../../../../core/cards/numbers.ts';
import { runBadges } from '../../../../core/cards/words/run.ts';
import type { ConsoleProject } from '../../../../core/console/roster.ts';
import { type Run, type RunStatus, runStatuses } from '../../../../core/run/run.ts';
import { Time } from '../../draw/text.tsx';
import type { Visitor } from '../../parts.ts';
import { runWords as words } from '../../words/runs.ts';
import { Frame } from '../frame.tsx';
import { BadgeView } from '../parts/badge.tsx';
import { Nothing } from '../parts/nothing.tsx';
import { Pager } from '../parts/pager.tsx';
import { RunLink } from '../parts/run-link.tsx';

export interface ListProps {
  visitor: Visitor;
  projects: readonly ConsoleProject[];
  runs: readonly Run[];
  /** Null shows all. */
  status: RunStatus | null;
  after: string | null;
  next: string | null;
}

export const runPath = (runId: string): string => `/runs/${encodeURIComponent(runId)}`;

const Statuses: FC<{ chosen: RunStatus | null }> = ({ chosen }) => (
  <nav class="chips" aria-label={words.byStatus}>
    <a href="/runs" aria-current={chosen === null ? 'page' : undefined}>
      {words.all}
    </a>
    {runStatuses.map((status) => (
      <a href={`/runs?status=${status}`} aria-current={status === chosen ? 'page' : undefined}>
        <span aria-hidden="true">{runBadges[status].symbol}</span> {runBadges[status].word}
      </a>
    ))}
  </nav>
);

const Row: FC<{ run: Run; project: string }> = ({ run, project }) => (
  <li>
    <BadgeView badge={runBadges[run.status]} />
    <div>
      <RunLink run={run} class="run-title" />
      <p class="about">
        {oneLine(project)} · {oneLine(run.pipelineId)} · {words.startedBy(oneLine(run.trigger.personName))}{' '}
        <Time at={run.startedAt} />
      </p>
    </div>
    <p class="cost">{cost(run.spent)}</p>
  </li>
);

const None: FC<Pick<ListProps, 'projects' | 'status'>> = ({ projects, status }) => {
  if (projects.length === 0)
    return (
      <Nothing title={words.noProject}>
        <p>{words.noProjectText}</p>
      </Nothing>
    );
  return (
    <Nothing title={status === null ? words.none : words.noneSuch}>
      <p>{status === null ? words.noneText : words.noneSuchText}</p>
    </Nothing>
  );
};

/** Newest first. Nothing is counted: a status that has no runs is found out by looking. */
export const RunListPage: FC<ListProps> = ({ visitor, projects, runs, status, after, next }) => {
  const names = new Map(projects.map(({ id, name }) => [id, name]));
  return (
    <Frame visitor={visitor} current="runs" title={words.title}>
      <Statuses chosen={status} />
      {runs.length === 0 ? (
        <None projects={projects} status={status} />
      ) : (
        <ol class="run-list">
          {runs.map((run) => (
            <Row run={run} project={names.get(run.projectId) ?? run.projectId} />
          ))}
        </ol>
      )}
      <Pager path="/runs" query={{ status: status ?? '' }} after={after} next={next} />
    </Frame>
  );
};
