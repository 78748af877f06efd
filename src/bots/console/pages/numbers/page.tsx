import type { FC } from 'hono/jsx';
import type { ConsoleProject } from '../../../../core/console/roster.ts';
import type { Numbers } from '../../../../core/records/numbers.ts';
import { Time } from '../../draw/text.tsx';
import type { Visitor } from '../../parts.ts';
import { numbersWords as words } from '../../words/numbers.ts';
import { Frame } from '../frame.tsx';
import { Filters } from '../parts/filters.tsx';
import { Nothing } from '../parts/nothing.tsx';
import { addressOf } from '../parts/pager.tsx';
import { FastAnswers, OpenAsks, TimeToAnswer } from './answers.tsx';
import { ByDay, CostByRun, RunsByOutcome } from './runs.tsx';

/** Days that one can look back. */
export const spans = [7, 30, 90] as const;
export type Span = (typeof spans)[number];

export interface NumbersProps {
  visitor: Visitor;
  projects: readonly ConsoleProject[];
  /** '' is all. */
  project: string;
  days: Span;
  numbers: Numbers;
}

const path = '/numbers';

const Choose: FC<Pick<NumbersProps, 'projects' | 'project' | 'days'>> = ({ projects, project, days }) => (
  <>
    <nav class="chips" aria-label={words.spans}>
      {spans.map((span) => (
        <a href={addressOf(path, { days: String(span), project })} aria-current={span === days ? 'page' : undefined}>
          {words.days(span)}
        </a>
      ))}
    </nav>
    {projects.length < 2 ? null : (
      <Filters
        path={path}
        submit={words.show}
        fields={[
          {
            ...{ name: 'project', label: words.project, value: project, all: words.all },
            options: projects.map(({ id, name }) => ({ value: id, label: name })),
          },
        ]}
      >
        <input type="hidden" name="days" value={String(days)} />
      </Filters>
    )}
  </>
);

/** How the team and its pipelines are doing. */
export const NumbersPage: FC<NumbersProps> = ({ visitor, projects, project, days, numbers }) => (
  <Frame visitor={visitor} current="numbers" title={words.title}>
    {projects.length === 0 ? (
      <Nothing title={words.noProject}>
        <p>{words.noProjectText}</p>
      </Nothing>
    ) : (
      <>
        <Choose projects={projects} project={project} days={days} />
        <p class="note">
          {words.asOf} <Time at={numbers.asOf} />
        </p>
        <TimeToAnswer rows={numbers.timeToAnswer} />
        <FastAnswers rows={numbers.underTwoSeconds} />
        <OpenAsks rows={numbers.openAsks} />
        <RunsByOutcome rows={numbers.runsByOutcome} />
        <CostByRun rows={numbers.costByRun} />
        <ByDay rows={numbers.byDay} />
      </>
    )}
  </Frame>
);
