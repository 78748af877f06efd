import type { Ask } from '../../ask/ask.ts';
import type { Stage } from '../../project/stage.ts';
import type { Definition } from '../../run/state.ts';
import type { Destination } from '../../steering/destination.ts';
import type { Rejection } from '../../steering/reject.ts';
import { oneLine } from '../agent-text.ts';
import type { Text } from '../card.ts';
import { plural } from '../numbers.ts';
import { questionOf } from './ask.ts';
import { nextOf, quoted } from './run.ts';
import { useAsAnswer } from './with-words.ts';

interface Started {
  title: string;
  stages: number;
  runId: string;
  why: string | null;
}

/** The private answers to what somebody did. */
export const receipts = {
  paused: (): Text => ['Paused. No further step starts. Resume goes on from here.'],
  pausedFinishing: (): Text => ['Paused, finishing the current step; its output is kept. No further step starts.'],
  stopWord: (word: string): Text => [
    `Paused: “${oneLine(word, 20)}” pauses the run first. Keep running undoes that; you can also resume later.`,
  ],
  stoppedAlready: (status: string): Text => [`The run isn't moving: it is ${status.toLowerCase()}. No step starts.`],
  resumedQueued: (): Text => ['Resumed: the work is queued.'],
  resumedAwaiting: (): Text => ['Resumed. It waits for an answer: see its question.'],
  resumedOver: (): Text => ['Resumed, and done: nothing was left to do.'],
  cancelled: (): Text => ['Cancelled. Nothing more starts; what was made is kept.'],
  rolledBack: (checkpoint: number): Text => [
    `Rolled back to checkpoint ${checkpoint}. The run is paused; Resume goes on from there.`,
  ],
  modeChanged: (mode: string): Text => [`Control mode: ${mode}, from the next step on.`],
  revoked: (): Text => ['Revoked: from the next step on, a person is asked again before each such call.'],
  edited: (artifact: string, version: number): Text => [`Version ${version} of “${oneLine(artifact)}” is in force.`],
  voted: (missing: number): Text => [`Counted. ${missing} more ${missing === 1 ? 'person is' : 'people are'} needed.`],
  done: (): Text => ['Done.'],
  /** `isHeld`: the run is paused, and what was decided waits with it. */
  decided: (word: string, isHeld = false): Text => [
    `${word}.${isHeld ? ' The run is paused: this takes effect on Resume.' : ''}`,
  ],
  putAside: (): Text => ['Put aside. The question stays open.'],
  /** `why`: why the card can't be posted here, for example because the bot was not invited to the channel. The run's page exists all the same. */
  started: ({ title, stages, runId, why }: Started): Text => [
    `Started “${oneLine(title)}”: ${plural(stages, 'stage')}. `,
    ...(why === null
      ? ['Its card shows how it goes, and so does ']
      : [{ strong: 'Its card could not be posted here.' }, ` ${why} The run goes on all the same: follow it on `]),
    { link: { text: 'its page', path: `/runs/${runId}` } },
    '.',
  ],
  saidAlready: (): Text => ['These words were said to the run before. Nothing was said twice.'],
  startedAlready: (): Text => ['This form has started its run already. Nothing was started twice.'],
};

interface Reworded {
  wasRead: boolean;
  /** A stage is left that reads words. */
  isRead: boolean;
  now: keyof typeof whatItDoes;
}

const whatItDoes = {
  held: 'It is paused, as what you mean may have changed; no step starts until somebody resumes.',
  blocked: 'It stays blocked until somebody answers its question.',
  goesOn: 'It goes on.',
};

/** The private answers to an author who has edited or deleted a message. */
export const changedReceipts = {
  reworded: ({ wasRead, isRead, now }: Reworded): Text => [
    !isRead
      ? 'Changed, but no stage is left that reads words: nobody reads these unless one is sent back or rolled back. '
      : wasRead
        ? 'The run has read the earlier words: before its next step it reads the new ones, and which they replace. '
        : 'Changed: the run reads the new words, never the earlier ones. ',
    whatItDoes[now],
  ],
  takenBack: (wasRead: boolean, pause: 'stays' | 'goes on' | null): Text => [
    wasRead
      ? 'The run has read what was deleted. It is told not to go by it any longer, and nothing stops.'
      : 'Withdrawn: nobody reads what was deleted.',
    pause === 'goes on' ? ' It alone had paused the run, which goes on now.' : '',
    pause === 'stays' ? ' The run stays paused until somebody resumes: who deleted it is not known.' : '',
  ],
};

/** Where a person's words go, and when somebody reads them. */
export function destinationWords(went: Destination, definition: Definition): Text {
  switch (went.to) {
    case 'nobody':
      return [`Rejected: ${rejectionWords(went.why)}. It is kept, and nobody reads it; ${wayOn(went.why)}`];
    case 'next_step':
      return [`Accepted: delivered ${whenRead(went.stage)} of ${quoted(went.stage.name)}.`];
    case 'later_stage':
      return [`Accepted: queued behind ${quoted(went.behind.name)}, delivered to ${quoted(went.stage.name)}.`];
    case 'no_stage':
      return [
        'Accepted, but no stage is left that reads words: nobody reads it unless one is sent back or rolled back. Before the run goes on by itself, it waits until somebody has seen that.',
      ];
    case 'after_answer':
      return [
        `Accepted: the run waits for an answer (${questionOf(went.ask.subject, definition)}), and your words go to ${nextOf(went.stage)}. ${wordsAlone(went.ask)}`,
      ];
    case 'after_resume':
      return went.isPausing
        ? [`Accepted, and paused. Your words are delivered to ${nextOf(went.stage)} after Resume.`]
        : [`Accepted: kept until the run goes on, then delivered to ${nextOf(went.stage)}.`];
  }
}

/** What words alone don't do, and which button does it (S2). */
function wordsAlone({ kind, subject }: Ask): string {
  if (kind === 'question') return `To answer it, press “${useAsAnswer}” or a button of its card.`;
  const only = 'Words never approve or reject: only buttons do.';
  return subject.about === 'tool_call' ? `${only} What is approved is done first, then they are read.` : only;
}

/** An agent's step reads words before it begins; a writer's draft is written with them. */
const whenRead = (stage: Stage): string => (stage.do === 'agent' ? 'before the next step' : 'to the next draft');

/** Why no model reads a message, as a part of a sentence. */
export function rejectionWords(why: Rejection): string {
  switch (why.rejected) {
    case 'budget_spent':
      return "the run's budget is used up";
    case 'unpriced_model':
      return `the run is limited in dollars, and “${oneLine(why.model)}” (of ${oneLine(why.role)}) has no price`;
    case 'too_late':
      return 'it came too late, as no stage is left to read it';
  }
}

function wayOn({ rejected }: Rejection): string {
  switch (rejected) {
    case 'budget_spent':
      return 'the run is held. Resume it, give it a higher budget, and say it again.';
    case 'unpriced_model':
      return 'the run is held. Give the model a price in the project file, start a run anew, and say it there.';
    case 'too_late':
      return 'the run is held. Resume goes on without it; roll it back to have a stage read what you say.';
  }
}

export const lookWords = {
  status: (n: number): Text => [n === 1 ? 'Active when you looked: one run.' : `Active when you looked: ${n} runs.`],
  choose: (): Text => ['Several runs are active here. Use the one that you mean:'],
  chooseToPause: (): Text => ['Nothing is paused by that word here. Press Pause on the run that you mean:'],
  thisRun: (): Text => ['This run, for you alone:'],
  inbox: (n: number): Text => [
    n === 1 ? 'Open when you looked: one question.' : `Open when you looked: ${n} questions, the oldest first.`,
  ],
  emptyInbox: (): Text => ['Nothing waits for an answer.'],
  review: (): Text => ['What the run waits for:'],
  reviewThere: (question: string): Text => [`The run waits for this: ${question}`],
  nothingToReview: (): Text => ['Nothing waits for an answer in this run any more.'],
  everything: (): Text => ['Everything, for you alone. Nothing is decided by reading.'],
  everythingAnew: (): Text => [
    { strong: 'What is asked about has changed since you began to read.' },
    ' This is the newest, from its first page on, for you alone. Nothing is decided by reading.',
  ],
  finished: (): Text => ['This run is over: nobody in it reads what is said to it.'],
  focus: (run: { title: string; id: string; project: string; thread: string; path: string }): Text => [
    { strong: oneLine(run.title) },
    `: ${run.thread}. Run `,
    { code: run.id },
    ', project ',
    { code: run.project },
    '. ',
    { link: { text: 'A link to it', path: run.path } },
  ],
  threadIn: (places: string[]): string => `its thread is in ${places.join(' and ')}`,
  noThread: 'it has no thread yet',
  artifacts: (names: string[]): Text => [
    names.length === 0 ? 'This run has no text to edit yet.' : `Which text? Write: /wheel edit ${names.join(' | ')}`,
  ],
};
