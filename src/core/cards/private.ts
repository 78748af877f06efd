import { controlButton } from './run-card.ts';
import { oneLine } from './agent-text.ts';
import { finish } from './plain.ts';
import { forOnly } from './token.ts';
import { runBadges } from './words/run.ts';
import type { Run } from '../run/run.ts';
import type { Button, Card, Text } from './card.ts';

/** The same card for one person's eyes: its buttons work for that person alone, wherever it is shown. */
export function privately(card: Card, personId: string): Card {
  return { ...card, buttons: card.buttons.map((button) => ({ ...button, token: forOnly(personId, button.token) })) };
}

/** A few words about a run with what can be done about it: receipts, and buttons that typed verbs lead to. */
export function noticeCard(run: Run, why: Text, buttons: Button[]): Card {
  return finish({
    subject: { kind: 'run', id: run.id },
    revision: run.version + run.outputs,
    badge: runBadges[run.status],
    title: oneLine(run.title),
    why,
    blocks: [],
    buttons,
    outcome: null,
  });
}

export const pauseButton = (run: Run, label: string): Button => controlButton(run, 'pause', true, label);
export const resumeButton = (run: Run, label: string): Button => controlButton(run, 'resume', true, label);
export const againButton = (run: Run): Button => controlButton(run, 'again', true);
