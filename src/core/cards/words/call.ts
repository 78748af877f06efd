import type { Subject } from '../../ask/ask.ts';
import type { Execution } from '../../project/definition.ts';
import type { ToolName } from '../../stage/call.ts';
import type { Span, Text } from '../card.ts';
import { actsAt } from './control.ts';
import { quoted } from './run.ts';

type Call = Extract<Subject, { about: 'tool_call' }>;

const changesNothing = 'It changes nothing.';
const staysDone = 'A rollback does not undo what it does.';

interface ToolWords {
  /** What it does, as words that follow “Let the engineer …”. */
  deed: string;
  /** The label above what exactly would be done. */
  label: string;
  /** Whether it can be undone, as a sentence of its own. */
  undo: string;
  /** What a grant allows, if the call is about something. */
  same: string;
}

const words: Record<ToolName, ToolWords> = {
  list: { deed: 'list files', label: 'What it would list', undo: changesNothing, same: 'the same again' },
  read: { deed: 'read a file', label: 'What it would read', undo: changesNothing, same: 'reading this file again' },
  search: { deed: 'search files', label: 'What it would look for', undo: changesNothing, same: 'the same again' },
  write: {
    deed: 'write a file',
    label: 'What it would write',
    undo: 'A rollback does not bring the file back as it was.',
    same: 'writing this file again, whatever it then writes',
  },
  edit: {
    deed: 'change a file',
    label: 'What it would take out (-) and put in its place (+)',
    undo: 'A rollback does not bring the file back as it was.',
    same: 'changing this file again, whatever it then changes',
  },
  ask: { deed: 'ask a question', label: 'What it would ask', undo: changesNothing, same: 'the same again' },
  propose: {
    deed: 'propose a change',
    label: 'What it would propose',
    undo: 'Nothing of it is in force before somebody accepts it.',
    same: 'the same again',
  },
  command: {
    deed: 'run a command',
    label: 'What would run',
    undo: staysDone,
    same: 'this command',
  },
  shell: {
    deed: 'run a command line',
    label: 'What would run',
    undo: staysDone,
    same: 'exactly this command line',
  },
};

const runs = ({ tool }: Pick<Call, 'tool'>): boolean => tool === 'command' || tool === 'shell';
const does = (call: Call): string => (runs(call) ? 'runs' : 'does');
const undo = ({ tool, irreversible }: Call): string => (irreversible ? cantBeUndone : words[tool].undo);
const cantBeUndone = "This can't be undone.";

/** Our own words for an agent's call of a tool, with the name of a declared command at most. What the agent wrote is quoted separately. */
export const callWords = {
  deed: ({ tool, what }: Pick<Call, 'tool' | 'what'>): string =>
    tool === 'command' && what !== null ? `run the command ${quoted(what)}` : words[tool].deed,
  label: ({ tool }: Call): string => words[tool].label,
  /** “Approving runs exactly this, locally, in repo.” `folder` is null if it is not known any more. */
  why: (call: Call, execution: Execution, folder: Span | null): Text => [
    `${runs(call) ? 'Nothing has run yet.' : 'Nothing of it is done yet.'} Approving ${does(call)} exactly this, ${actsAt[execution]}`,
    ...(folder === null ? [] : [', in ', folder]),
    '. ',
    call.irreversible ? { strong: cantBeUndone } : undo(call),
  ],
  once: (call: Call, when: string, execution: Execution): string =>
    `${runs(call) ? 'Runs' : 'Does'} exactly this, once and ${when}, ${actsAt[execution]}. ${undo(call)}`,
  /** What approving with a grant does. */
  also: ({ tool, what }: Call, where: string): string => {
    const same = what === null ? 'every call of this tool' : words[tool].same;
    return `Approves it, and from then on ${same}, at this stage ${where}. Revoke it on the run's page.`;
  },
  asksFor: 'Asked by',
  role: (name: string, handle: string): string => `${name} (@${handle}), a role of the project file`,
  where: 'Where',
  here: (stage: string, execution: Execution, folder: Span): Text => [
    `${quoted(stage)}, ${actsAt[execution]}, in `,
    folder,
  ],
};
