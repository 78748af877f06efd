import { holdsTheRun, type Ask } from '../ask/ask.ts';
import type { Stage } from '../project/definition.ts';
import type { Decision, RunState } from '../run/state.ts';
import type { Message } from './message.ts';
import { readRejection, type Rejection } from './reject.ts';

/** Where words that were just said go, and when somebody reads them: for whoever said them. */
export type Destination =
  | { to: 'nobody'; why: Rejection }
  | { to: 'next_step'; stage: Stage }
  /** Behind a stage that reads none, or that was not to be disturbed. */
  | { to: 'later_stage'; behind: Stage; stage: Stage }
  /** No stage that is left reads any. */
  | { to: 'no_stage' }
  | { to: 'after_answer'; ask: Ask; stage: Stage }
  | { to: 'after_resume'; isPausing: boolean; stage: Stage };

export const destinations = ['nobody', 'next_step', 'later_stage', 'no_stage', 'after_answer', 'after_resume'] as const;

/** The words that this decision took in. */
export function saidIn({ state, entries }: Decision): Message | null {
  const id = entries.find(({ subject }) => subject['message'] !== undefined)?.subject['message'];
  return state.messages.find((it) => it.id === id) ?? null;
}

/** The first stage from there on that reads words: a command reads none. */
export const readerFrom = (stages: readonly Stage[], first: number): Stage | undefined =>
  stages.slice(first).find((stage) => stage.do !== 'command');

export function destinationOf({ run, definition, asks }: RunState, said: Message): Destination {
  const why = readRejection(said);
  if (why) return { to: 'nobody', why };
  const { stages } = definition.pipeline;
  const current = stages[run.stage];
  const first = said.afterStage === null ? run.stage : Math.max(run.stage, said.afterStage + 1);
  const next = readerFrom(stages, first);
  if (!current || !next) return { to: 'no_stage' };
  if (said.policy === 'pause') return { to: 'after_resume', isPausing: run.status === 'paused', stage: next };
  const ask = asks.find(holdsTheRun);
  if (run.status === 'awaiting' && ask) return { to: 'after_answer', ask, stage: next };
  if (run.status === 'paused' || run.status === 'blocked') return { to: 'after_resume', isPausing: false, stage: next };
  return current === next ? { to: 'next_step', stage: next } : { to: 'later_stage', behind: current, stage: next };
}
