import { createHash } from 'node:crypto';
import type { Child } from 'hono/jsx';
import type { Completions } from '../../../../core/console/roster.ts';
import { runBlocks } from '../../../../core/cards/run-blocks.ts';
import { allows } from '../../../../core/run/status.ts';
import { Composer } from '../../draw/composer.tsx';
import { onPage } from '../../draw/hidden.tsx';
import { runWords as words } from '../../words/runs.ts';
import { grantLines } from '../../../../core/cards/grants.ts';
import { AboutView } from './about.tsx';
import { activityOf, ActivityView } from './activity.tsx';
import { ArtifactsView } from './artifacts.tsx';
import { asksOf, AsksView } from './asks.tsx';
import { attemptsOf, AttemptsView } from './attempts.tsx';
import { checkpointsOf, CheckpointsView } from './checkpoints.tsx';
import { runPath } from './list-page.tsx';
import { GrantsView } from './grants.tsx';
import { messagesOf, MessagesView } from './messages.tsx';
import { outputOf, OutputView } from './output.tsx';
import type { Inspected } from './read.ts';
import { statusOf, StatusView } from './status.tsx';

/** A part of a run's page that is sent anew by itself when what it shows has changed. */
export interface Section {
  id: string;
  /** Of what it shows, not of its HTML: that bears a fresh nonce every time. */
  state: string;
  view: Child;
}

function section<T>(id: string, data: T, view: (data: T) => Child): Section {
  const state = createHash('sha256').update(JSON.stringify(data)).digest('base64url').slice(0, 12);
  return { id, state, view: view(data) };
}

/** In the order of the page. */
export function sectionsOf(inspected: Inspected, completions: Completions, now: Date): Section[] {
  const { view, artifacts, activity, project } = inspected;
  const { run, definition } = view.state;
  const runId = run.id;
  const stages = runBlocks(view).find(({ kind }) => kind === 'progress') ?? null;
  const { id, projectId, pipelineId, mode, execution, brief, parameters, trigger, startedAt, endedAt } = run;
  const told = { id, projectId, pipelineId, mode, execution, brief, parameters, trigger, startedAt, endedAt };
  return [
    section('status', statusOf(view, inspected.thread), (data) => <StatusView data={data} />),
    section(
      'write',
      { open: allows(run.status, 'message'), pauses: allows(run.status, 'pause') },
      ({ open, pauses }) =>
        open ? (
          <Composer spot={onPage(runPath(runId))} id="write-main" label={words.write} {...{ completions, pauses }} />
        ) : null,
    ),
    section('questions', asksOf(inspected), (data) => <AsksView data={data} />),
    section('grants', { runId, grants: grantLines(view.state, now) }, (data) => <GrantsView data={data} />),
    section('attempts', attemptsOf(inspected, stages, now), (data) => <AttemptsView data={data} />),
    section('output', outputOf(view), (data) => <OutputView data={data} />),
    section('artifacts', { runId, artifacts }, (data) => <ArtifactsView data={data} />),
    section('checkpoints', checkpointsOf(view.state), (data) => <CheckpointsView data={data} />),
    section('messages', messagesOf(view), (data) => <MessagesView data={data} />),
    section('about', { run: told, project, pipeline: definition.pipeline.name }, (data) => <AboutView data={data} />),
    section('activity', activityOf(runId, activity), (data) => <ActivityView data={data} />),
  ];
}
