import { createHash } from 'node:crypto';
import type { Child } from 'hono/jsx';
import type { Completions } from '../../../../core/console/roster.ts';
import { runBlocks } from '../../../../core/cards/run-blocks.ts';
import { AboutView } from './about.tsx';
import { activityOf, ActivityView } from './activity.tsx';
import { ArtifactsView } from './artifacts.tsx';
import { asksOf, AsksView } from './asks.tsx';
import { attemptsOf, AttemptsView } from './attempts.tsx';
import { checkpointsOf, CheckpointsView } from './checkpoints.tsx';
import { grantsOf, GrantsView } from './grants.tsx';
import { messagesOf, MessagesView } from './messages.tsx';
import { outputOf, OutputView } from './output.tsx';
import { editableIn } from './edit-button.tsx';
import type { Inspected } from './read.ts';
import { statusOf, StatusView } from './status.tsx';
import { WriteView, writingOf } from './write.tsx';

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
  const { view, artifacts, activity, reader } = inspected;
  const { run, definition } = view.state;
  const runId = run.id;
  const stages = runBlocks(view).find(({ kind }) => kind === 'progress') ?? null;
  const { id, projectId, pipelineId, mode, execution, brief, parameters, trigger, startedAt, endedAt } = run;
  const told = { id, projectId, pipelineId, mode, execution, brief, parameters, trigger, startedAt, endedAt };
  const status = statusOf(inspected);
  return [
    section('status', status, (data) => <StatusView data={data} />),
    section('questions', asksOf(inspected), (data) => <AsksView data={data} />),
    section('write', writingOf(inspected, status), (data) => <WriteView data={data} completions={completions} />),
    section('grants', grantsOf(inspected, now), (data) => <GrantsView data={data} />),
    section('attempts', attemptsOf(inspected, stages, now), (data) => <AttemptsView data={data} />),
    section('output', outputOf(view), (data) => <OutputView data={data} />),
    section('artifacts', { runId, artifacts, editable: editableIn(view.state, reader.person) }, (data) => (
      <ArtifactsView data={data} />
    )),
    section('checkpoints', checkpointsOf(inspected), (data) => <CheckpointsView data={data} />),
    section('messages', messagesOf(view), (data) => <MessagesView data={data} />),
    section('about', { run: told, project: reader.project.name, pipeline: definition.pipeline.name }, (data) => (
      <AboutView data={data} />
    )),
    section('activity', activityOf(runId, activity), (data) => <ActivityView data={data} />),
  ];
}
