import { holdsTheRun } from '../ask/ask.ts';
import { whoDecides } from './ask-votes.ts';
import { questionOf } from './words/ask.ts';
import { blockerTitles } from './words/blocker.ts';
import { doerOf, runLine } from './words/run.ts';
import type { Ask } from '../ask/ask.ts';
import type { RunView } from '../ports.ts';
import type { Attempt } from '../run/run.ts';
import type { Text } from './card.ts';

const newestAttempt = (view: RunView): Attempt | undefined => view.attempts.at(-1);

/** Whether a step is still running, as after a pause: it is finished, and its output is kept. */
export const stepInFlight = (view: RunView): boolean =>
  view.attempts.some((attempt) => attempt.status === 'running' && attempt.openStep !== null);

/** The line under the title: why the run is in this state. */
export function whyOf(view: RunView): Text {
  const { run, definition, asks } = view.state;
  const stage = definition.pipeline.stages[run.stage];
  switch (run.status) {
    case 'queued':
      return stage ? runLine.queued(stage) : [];
    case 'running':
      return runningLine(view);
    case 'awaiting':
      return awaitingLine(asks.filter(holdsTheRun), view);
    case 'paused':
      return pausedLine(view);
    case 'blocked':
      return blockedLine(view);
    case 'completed':
      return runLine.completed(definition.pipeline.stages.length);
    case 'failed':
      return runLine.failed();
    case 'cancelled':
      return runLine.cancelled();
  }
}

function runningLine(view: RunView): Text {
  const { run, definition } = view.state;
  const stage = definition.pipeline.stages[run.stage];
  if (!stage) return [];
  if (stage.do === 'command') return runLine.commanding(stage);
  if (stage.do === 'agent') return runLine.working(stage, doerOf(stage, definition), newestAttempt(view)?.steps ?? 0);
  return runLine.writing(stage, doerOf(stage, definition));
}

function awaitingLine(waiting: Ask[], view: RunView): Text {
  const [first] = waiting;
  if (!first) return runLine.awaitingNothing();
  return runLine.awaiting(...asked(waiting, view), first.openedAt);
}

/** The questions that the run waits for, and whose answers. */
function asked(waiting: readonly Ask[], { state: { definition } }: RunView): [questions: string[], whom: string] {
  const whom = new Set(waiting.map((ask) => whoDecides(ask, definition)));
  return [waiting.map(({ subject }) => questionOf(subject, definition)), [...whom].join('; ')];
}

function pausedLine(view: RunView): Text {
  const { hold } = view.state.run;
  if (!hold) return runLine.finishing();
  const line = runLine.paused(hold.why, hold.by, hold.at);
  const waiting = view.state.asks.filter(holdsTheRun);
  return waiting.length === 0 ? line : [...line, ...runLine.alsoAsking(...asked(waiting, view))];
}

function blockedLine({ state: { asks, definition } }: RunView): Text {
  const ask = asks.find(({ kind }) => kind === 'blocker');
  if (ask?.subject.about !== 'blocker') return runLine.blocked('a person has to look.', null);
  return runLine.blocked(`${blockerTitles[ask.subject.reason]}.`, whoDecides(ask, definition));
}
