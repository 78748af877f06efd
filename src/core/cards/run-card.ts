import { allows } from '../run/status.ts';
import { readerFrom } from '../steering/destination.ts';
import { stepInFlight, whyOf } from './run-line.ts';
import { runAside, runBlocks } from './run-blocks.ts';
import { oneLine } from './agent-text.ts';
import { finish } from './plain.ts';
import { encodePress, type PressVerb } from './token.ts';
import { cancelConfirm, hintOf, labels, styles } from './words/control.ts';
import { runBadges } from './words/run.ts';
import type { Button, Card } from './card.ts';
import type { RunView } from '../ports.ts';
import type { Run, RunStatus } from '../run/run.ts';
import type { RunState } from '../run/state.ts';

/** The buttons for each status (DESIGN.md section 9). The first is the primary one. */
const buttonsBy: Record<RunStatus, readonly PressVerb[]> = {
  queued: ['pause', 'cancel', 'message', 'focus'],
  running: ['pause', 'cancel', 'message', 'focus'],
  awaiting: ['review', 'pause', 'cancel', 'message', 'focus'],
  paused: ['resume', 'rollback', 'cancel', 'message', 'focus'],
  blocked: ['review', 'rollback', 'cancel', 'message', 'focus'],
  completed: ['focus'],
  failed: ['focus'],
  cancelled: ['focus'],
};

/** The root card of a run: what it is, in what state, why, and what can be done. It shows no durations up to now, which would be wrong soon after it was posted. */
export function runCard(view: RunView): Card {
  const { run } = view.state;
  const badge = runBadges[run.status];
  return finish({
    subject: { kind: 'run', id: run.id },
    revision: run.version + run.outputs,
    badge:
      run.status === 'paused' && stepInFlight(view) ? { ...badge, word: 'Paused, finishing the current step' } : badge,
    title: oneLine(run.title),
    why: whyOf(view),
    blocks: runBlocks(view),
    buttons: runButtons(view.state),
    outcome: null,
    aside: runAside(view),
  });
}

/** The buttons of the table above that the rules allow in this status: a button that can't work is never drawn. */
export function runButtons({ run, definition }: Pick<RunState, 'run' | 'definition'>): Button[] {
  const reader = readerFrom(definition.pipeline.stages, run.stage);
  return buttonsBy[run.status]
    .filter((verb) => isPossible(run.status, verb))
    .map((verb, index) => ({ ...controlButton(run, verb, index === 0), hint: hintOf(verb, run, reader) }));
}

export function isPossible(status: RunStatus, verb: PressVerb): boolean {
  switch (verb) {
    case 'focus':
    case 'again':
      return true;
    case 'review':
      return allows(status, 'answer');
    case 'pause':
    case 'resume':
    case 'cancel':
    case 'rollback':
    case 'message':
      return allows(status, verb);
  }
}

export function controlButton(run: Run, verb: PressVerb, primary: boolean, label = labels[verb]): Button {
  return {
    token: encodePress({ press: 'command', runId: run.id, epoch: run.epoch, verb }),
    label,
    style: primary && verb !== 'focus' ? 'primary' : (styles[verb] ?? 'plain'),
    hint: hintOf(verb, run),
    confirm: verb === 'cancel' ? cancelConfirm(run) : null,
  };
}
