import { oneLine } from '../agent-text.ts';
import type { Role, SurfaceName } from '../../project/definition.ts';
import type { Text } from '../card.ts';

/** How many handles a hint lists. */
const mostRoles = 12;

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
  { verb: 'grants', help: 'Show what agents may do without a question, and revoke it' },
  { verb: 'link', help: 'Link this account: /wheel link CODE, with a code from the console' },
  { verb: 'help', help: 'Show this' },
] as const;

export type Verb = (typeof verbs)[number]['verb'];

/** `where`: a surface has ways of its own, and may have places in which its commands do not work. */
export const helpText = (where: SurfaceName | null): Text => [
  'Start with ',
  { code: '/wheel run' },
  '. Each run has a card, and a thread below it for its questions and its talk.\n',
  ...verbs.flatMap((it): Text => [{ code: `/wheel ${it.verb}` }, ` ${it.help}.\n`]),
  { strong: "In a run's thread:" },
  ' what you write steers the run, and a bare “stop” pauses it. Only buttons start, approve, cancel, roll back or resume.',
  ...(where === null ? [] : ownWays[where]),
];

const ownWays: Record<SurfaceName, Text> = {
  console: [],
  slack: [
    ' Slack has no slash commands in threads: write ',
    { code: '@wheelhouse pause' },
    ' there in place of ',
    { code: '/wheel pause' },
    ', and so with every other. To send words that stand there already, use “Steer this run” or “Send and pause” in the menu of the message.',
  ],
  discord: [
    ' To send words that stand there already, use “Steer this run” or “Send and pause”, below Apps in the menu of the message.',
  ],
};

/** For words to a handle that nobody has: their author would wait for an answer in vain. */
export const noSuchRole = (handle: string, roles: readonly Pick<Role, 'handle'>[]): Text => [
  `There is no role “@${oneLine(handle, 40)}” here. There ${roles.length === 1 ? 'is' : 'are'} `,
  ...roles
    .slice(0, mostRoles)
    .flatMap((role, index): Text => [...(index === 0 ? [] : [', ']), { code: `@${role.handle}` }]),
  roles.length > mostRoles ? ` and ${roles.length - mostRoles} more.` : '.',
];

export const unknownVerb = (verb: string): Text => [
  `There is no command “${oneLine(verb, 30)}”, so nothing was done. There are: ${verbs.map((it) => it.verb).join(', ')}. Write `,
  { code: '/wheel help' },
  ' to see what they do.',
];

/** For words to a role outside of a run's thread, where roles don't read. */
export const rolesListenInRuns = (name: string): Text => [
  `${oneLine(name)} reads what is said in a run's thread. Open one and write there, or start a run with `,
  { code: '/wheel run' },
  '.',
];
