import { choiceButton } from './ask-buttons.ts';
import { controlButton, isPossible } from './run-card.ts';
import type { PressVerb } from './token.ts';
import type { RunStatus } from '../run/run.ts';
import type { RunState } from '../run/state.ts';
import type { Button } from './card.ts';

/**
 * The buttons for each status (S0-16 to S0-18). There is no Review, because the open questions are on the same page; and no Resume for a blocked
 * run, because it goes on by an answer to its question.
 */
const verbsBy: Record<RunStatus, readonly PressVerb[]> = {
  queued: ['pause', 'cancel'],
  running: ['pause', 'cancel'],
  awaiting: ['pause', 'cancel'],
  paused: ['resume', 'rollback', 'cancel'],
  blocked: ['rollback', 'cancel'],
  completed: ['again'],
  failed: ['again'],
  cancelled: ['again'],
};

/** The controls on a run's own page. The first is the primary one. */
export function inspectorButtons(state: RunState): Button[] {
  const { run } = state;
  const controls = verbsBy[run.status]
    .filter((verb) => isPossible(run.status, verb))
    .map((verb) => controlButton(run, verb, false));
  return [...goOn(state), ...controls].map((button, index) => (index === 0 ? asPrimary(button) : button));
}

/** The answers by which a blocked run goes on: Resume, or what a person found out about an uncertain effect. */
function goOn({ run, definition, asks }: RunState): Button[] {
  const ask = asks.find(({ kind }) => kind === 'blocker');
  if (run.status !== 'blocked' || !ask) return [];
  const ways = ask.choices.filter(({ id }) => id !== 'rollback' && id !== 'cancel');
  return ways.map((choice) => choiceButton({ ask, run, definition }, choice));
}

const asPrimary = (button: Button): Button => (button.style === 'danger' ? button : { ...button, style: 'primary' });
