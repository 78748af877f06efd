import { holdsTheRun, type Ask } from '../ask/ask.ts';
import type { Stage } from '../project/stage.ts';
import type { Decision, RunState } from '../run/state.ts';
import type { Message } from './message.ts';
import { readRejection, type Rejection } from './reject.ts';

/** When words that were just said will be read, and by whom; to tell their author. */
export type Destination =
  | { to: 'nobody'; why: Rejection }
  | { to: 'next_step'; stage: Stage }
  /** After a stage that reads no words, or that was not to be disturbed. */
  | { to: 'later_stage'; behind: Stage; stage: Stage }
  /** None of the remaining stages reads words. */
  | { to: 'no_stage' }
  | { to: 'after_answer'; ask: Ask; stage: Stage }
  | { to: 'after_resume'; isPausing: boolean; stage: Stage };

export const destinations = ['nobody', 'next_step', 'later_stage', 'no_stage', 'after_answer', 'after_resume'] as const;

/** The message that this decision has accepted; null if there is none. */
export function saidIn({ state, entries }: Decision): Message | null {
  const id = entries.find(({ subject }) => subject['message'] !== undefined)?.subject['message'];
  return state.messages.find((it) => it.id === id) ?? null;
}

/** The first stage from there on that reads words; commands don't. */
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
