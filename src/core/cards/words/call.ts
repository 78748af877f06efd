import type { Subject } from '../../ask/ask.ts';
import type { ToolName } from '../../stage/call.ts';
import { quoted } from './run.ts';

type Call = Extract<Subject, { about: 'tool_call' }>;

const changesNothing = 'It changes nothing.';

interface ToolWords {
  /** Behind “Let the engineer …”. */
  deed: string;
  /** Above exactly what would be done. */
  label: string;
  undo: string;
  /** What a standing permission lets pass, where the call is about something. */
  same: string;
}

const words: Record<ToolName, ToolWords> = {
  list: { deed: 'list files', label: 'What it would list', undo: changesNothing, same: 'the same again' },
  read: { deed: 'read a file', label: 'What it would read', undo: changesNothing, same: 'reading this file again' },
  search: { deed: 'search files', label: 'What it would look for', undo: changesNothing, same: 'the same again' },
  write: {
    deed: 'write a file',
    label: 'What it would write',
    undo: 'Not from here: the file changes at once, and a rollback leaves it as it is then.',
    same: 'writing this file again, whatever it then writes',
  },
  edit: {
    deed: 'change a file',
    label: 'What it would take out (-) and put in its place (+)',
    undo: 'Not from here: the file changes at once, and a rollback leaves it as it is then.',
    same: 'changing this file again, whatever it then changes',
  },
  ask: { deed: 'ask a question', label: 'What it would ask', undo: changesNothing, same: 'the same again' },
  propose: {
    deed: 'propose a change',
    label: 'What it would propose',
    undo: 'Yes: nothing of it is in force before somebody accepts it.',
    same: 'the same again',
  },
  command: {
    deed: 'run a command',
    label: 'What would run',
    undo: 'It is not declared irreversible; but a rollback does not take back what it does.',
    same: 'this command',
  },
  shell: {
    deed: 'run a command line',
    label: 'What would run',
    undo: 'Not from here: a rollback does not take back what it does.',
    same: 'exactly this command line',
  },
};

/** Words for an agent's call of a tool. All but the name of a declared command is ours: what the agent wrote stands in its fence. */
export const callWords = {
  deed: ({ tool, what }: Pick<Call, 'tool' | 'what'>): string =>
    tool === 'command' && what !== null ? `run the command ${quoted(what)}` : words[tool].deed,
  label: ({ tool }: Call): string => words[tool].label,
  undo: ({ tool }: Call): string => words[tool].undo,
  same: ({ tool, what }: Call): string => (what === null ? 'every call of this tool' : words[tool].same),
  asksFor: 'Asked by',
  role: (name: string, handle: string): string => `${name} (@${handle}), a role of the project file`,
  where: 'Where',
  here: (stage: string): string => `${stage}, local, in `,
};
