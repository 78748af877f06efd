import { oneLine } from '../agent-text.ts';
import type { Text } from '../card.ts';

/** The verbs of `/wheel`, in the order that people need them: help and completion alike. */
export const verbs = [
  { verb: 'run', help: 'Start a run: opens its form' },
  { verb: 'status', help: 'Show the active runs' },
  { verb: 'inbox', help: 'Show what waits for an answer' },
  { verb: 'pause', help: 'Pause the run at its next step' },
  { verb: 'resume', help: 'Go on with a paused run: opens the form' },
  { verb: 'cancel', help: 'End the run: asks once more' },
  { verb: 'rollback', help: 'Go back to a checkpoint: opens the form' },
  { verb: 'say', help: 'Tell the run something, like: /wheel say Shorter, please' },
  { verb: 'mode', help: 'Change the control mode: opens the form' },
  { verb: 'edit', help: 'Edit a text: /wheel edit NAME opens it' },
  { verb: 'help', help: 'Show this' },
] as const;

export type Verb = (typeof verbs)[number]['verb'];

export const helpText = (): Text => [
  ...verbs.flatMap((it): Text => [{ code: `/wheel ${it.verb}` }, ` ${it.help}.\n`]),
  "In a run's thread, what you write steers it, and a bare “stop” pauses it. Only buttons start, approve, cancel, roll back or resume.",
];

export const unknownVerb = (verb: string): Text => [
  `There is no command “${oneLine(verb, 30)}”, so nothing was done. There are: ${verbs.map((it) => it.verb).join(', ')}. Write `,
  { code: '/wheel help' },
  ' to see what they do.',
];

/** Roles work in runs: words to one of them elsewhere would meet silence. */
export const rolesListenInRuns = (name: string): Text => [
  `${oneLine(name)} reads what is said in a run's thread. Open one and write there, or start a run with `,
  { code: '/wheel run' },
  '.',
];
