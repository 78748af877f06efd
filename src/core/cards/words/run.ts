import type { ControlMode } from '../../project/definition.ts';
import type { Stage } from '../../project/stage.ts';
import type { Definition } from '../../run/state.ts';
import type { RunStatus } from '../../run/run.ts';
import { oneLine } from '../agent-text.ts';
import type { Badge, Text } from '../card.ts';
import { count } from '../numbers.ts';

export const runBadges: Record<RunStatus, Badge> = {
  queued: { word: 'Queued', symbol: '◌', tone: 'calm' },
  running: { word: 'Running', symbol: '▶', tone: 'busy' },
  awaiting: { word: 'Waiting for an answer', symbol: '✋', tone: 'asking' },
  paused: { word: 'Paused', symbol: '⏸', tone: 'off' },
  blocked: { word: 'Blocked', symbol: '⛔', tone: 'bad' },
  completed: { word: 'Completed', symbol: '✔', tone: 'good' },
  failed: { word: 'Failed', symbol: '✖', tone: 'bad' },
  cancelled: { word: 'Cancelled', symbol: '■', tone: 'off' },
};

export const modeWords: Record<ControlMode, { name: string; means: string }> = {
  autonomous: { name: 'Autonomous', means: 'goes on alone; gates marked “always” still ask' },
  checkpoint: { name: 'Checkpoint', means: 'asks for approval after every stage' },
  advisory: { name: 'Advisory', means: 'asks before every stage' },
};

/** Who does a stage's work, as people call it. */
export function doerOf(stage: Stage, definition: Definition): string {
  if (stage.do === 'command') return 'A command';
  return definition.roles.find((role) => role.handle === stage.role)?.name ?? stage.role;
}

export const quoted = (name: string): string => `“${name}”`;

export const runFacts = {
  cost: 'Cost',
  mode: 'Mode',
  runs: 'Runs',
  started: 'Started by',
  ended: 'Ended',
};

/** The question as a complete sentence, which others can follow. */
export const asSentence = (question: string): string => (/[.?!]$/.test(question) ? question : `${question}.`);

export const runLine = {
  queued: (stage: Stage): Text => [`${quoted(stage.name)} is next: a worker takes it up.`],
  writing: (stage: Stage, doer: string): Text => [`${doer} is writing: ${quoted(stage.name)}.`],
  working: (stage: Stage, doer: string, steps: number): Text => [
    `${doer} is at work: ${quoted(stage.name)}${steps > 0 ? `, step ${count(steps)}` : ''}.`,
  ],
  commanding: (stage: Stage): Text => [`A command is running: ${quoted(stage.name)}.`],
  awaiting: (questions: string[], whom: string, since: Date): Text => [
    `${questions.map(asSentence).join(' ')} Waits for ${whom}, since `,
    { time: since },
    '.',
  ],
  awaitingNothing: (): Text => ['It waits for an answer.'],
  finishing: (): Text => ['Paused, finishing the current step'],
  paused: (why: string, by: string, at: Date): Text => {
    // Most reasons contain the name already.
    const who = ` ${why} `.includes(` ${by} `) ? '' : `${oneLine(by)}, `;
    return [`${oneLine(why, 300)} (${who}`, { time: at }, ')'];
  },
  alsoAsking: (questions: string[], whom: string): Text => [
    `. ${questions.map(asSentence).join(' ')} Waits for ${whom}, too: an answer takes effect on Resume.`,
  ],
  blocked: (what: string, whom: string | null): Text => [
    `The run stopped itself: ${what}${whom === null ? '' : ` Waits for ${whom}.`}`,
  ],
  completed: (stages: number): Text => [
    stages === 1 ? 'Its stage is done.' : stages === 2 ? 'Both stages are done.' : `All ${stages} stages are done.`,
  ],
  failed: (): Text => ['What the run was created from can no longer be read. Start a new one.'],
  cancelled: (): Text => ["Somebody cancelled it. It can't go on; start a new run instead."],
};

/** What will read words next: a writer's draft, or an agent's step. “Step” also if it is not known who reads. */
export const nextOf = (reader: Pick<Stage, 'do'> | undefined): string =>
  reader?.do === 'write' ? 'the next draft' : 'the next step';

export const runNotes = {
  rehearsal: 'Rehearsal: no model is configured, so its words are made up from the brief.',
  /** `reader` undefined: no stage is left that reads any. `isAsked`: an agent's question is open. */
  queuedMessages: (n: number, reader: Stage | undefined, isAsked: boolean): string => {
    const wait = n === 1 ? '1 message waits' : `${n} messages wait`;
    if (!reader) return `${wait}, but no stage is left that reads words.`;
    const asked = ' The question still waits: only a button answers it.';
    return `${wait} for ${nextOf(reader)}.${isAsked ? asked : ''}`;
  },
  brief: 'Brief',
  liveOutput: 'Live output, newest last',
  noBudget: 'no budget set',
};
