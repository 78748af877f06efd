import type { Decided } from '../ask/answer.ts';
import { optionIds, type Subject } from '../ask/ask.ts';
import type { CallReply } from '../stage/call.ts';
import { grantDays, type Grant } from '../stage/grant.ts';
import { advance } from './advance.ts';
import type { Draft } from './draft.ts';

const day = 24 * 60 * 60_000;

/** Gives the answer to the agent that asked; it goes on with it as soon as the run does. */
export function answerQuestion(d: Draft, given: Decided, subject: Extract<Subject, { about: 'question' }>): null {
  const option = optionIds.findIndex((id) => id === given.answer.choice);
  const words = subject.options[option] ?? given.answer.words;
  addReply(d, subject, { ...saidIn(given), choice: 'answer', digest: '', words });
  advance(d);
  return null;
}

/** If approved, the agent makes exactly this call; if rejected, it is told why, and goes on without it. */
export function decideCall(d: Draft, given: Decided, subject: Extract<Subject, { about: 'tool_call' }>): null {
  const choice = callChoices.find((it) => it === given.answer.choice) ?? 'reject';
  addReply(d, subject, { ...saidIn(given), choice, digest: subject.digest });
  if (choice === 'for_run' || choice === 'always') makeGrant(d, given, subject, choice);
  advance(d);
  return null;
}

const callChoices = ['approve', 'for_run', 'always', 'reject'] as const;

/** A person says what became of a call during which the worker died. */
export function settleCall(d: Draft, given: Decided, which: Which, choice: 'happened' | 'try_again'): void {
  const attempt = d.state.attempts.find(({ id }) => id === which.attemptId);
  const shown = attempt?.replies.findLast(({ callId }) => callId === which.callId)?.digest;
  addReply(d, which, { ...saidIn(given), choice, digest: shown ?? '' });
}

interface Which {
  attemptId: string;
  callId: string;
}

type Said = Omit<CallReply, 'callId'>;

const saidIn = ({ ask, answer }: Decided): Pick<Said, 'askId' | 'words' | 'by' | 'at'> => ({
  askId: ask.id,
  words: answer.words,
  by: answer.personName,
  at: answer.at,
});

function addReply(d: Draft, { attemptId, callId }: Which, said: Said): void {
  const attempt = d.state.attempts.find(({ id }) => id === attemptId);
  if (attempt) d.setAttempt(attemptId, { replies: [...attempt.replies, { callId, ...said }] });
}

function makeGrant(
  d: Draft,
  { ask, answer }: Decided,
  { stageId, tool, what: about, digest }: Extract<Subject, { about: 'tool_call' }>,
  choice: 'for_run' | 'always',
): void {
  const { run, event } = d;
  const grant: Grant = {
    id: d.newId('grant'),
    projectId: run.projectId,
    pipelineId: run.pipelineId,
    stageId,
    runId: choice === 'for_run' ? run.id : null,
    tool,
    about,
    digest: tool === 'command' || tool === 'shell' ? digest : null,
    askId: ask.id,
    by: answer.personName,
    at: event.at,
    expiresAt: choice === 'for_run' ? null : new Date(event.at.getTime() + grantDays * day),
    revokedAt: null,
    revokedBy: null,
  };
  d.setState({ grants: [...d.state.grants, grant] });
  d.record('grant.made', { grant: grant.id, ask: ask.id }, { tool, about: d.words(about), scope: choice });
}
