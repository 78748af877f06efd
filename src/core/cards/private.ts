import { controlButton } from './run-card.ts';
import { forOnly } from './token.ts';
import { keepRunning, pauseInstead } from './words/control.ts';
import type { Run } from '../run/run.ts';
import type { Button, Card } from './card.ts';

/** Buttons for one person: they work for nobody else, wherever they are shown. */
export const onlyFor = (buttons: readonly Button[], personId: string): Button[] =>
  buttons.map((button) => ({ ...button, token: forOnly(personId, button.token) }));

export const privately = (card: Card, personId: string): Card => ({
  ...card,
  buttons: onlyFor(card.buttons, personId),
});

export const pauseButton = (run: Run): Button => controlButton(run, 'pause', false, pauseInstead.label);
export const resumeButton = (run: Run): Button => controlButton(run, 'resume', false, keepRunning.label);
export const againButton = (run: Run): Button => controlButton(run, 'again', true);
