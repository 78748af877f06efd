import { addVersion } from '../artifact/make.ts';
import type { Artifact } from '../artifact/version.ts';
import type { Subject } from '../ask/ask.ts';
import { digestOf, digestText } from '../digest.ts';
import type { AgentStage, Stage } from '../project/stage.ts';
import type { Refusal } from '../refusal.ts';
import type { ToolCall } from '../stage/call.ts';
import { covers, type Grant } from '../stage/grant.ts';
import { settleStatus } from './advance.ts';
import { stale } from './attempt.ts';
import type { Draft } from './draft.ts';
import { suggest } from './finish.ts';
import { openAsk } from './open-ask.ts';
import type { Attempt } from './run.ts';
import type { RunState } from './state.ts';

type CallSubject = Extract<Subject, { about: 'question' | 'tool_call' }>;

/** What a person is shown of a call is what runs: an answer to it covers nothing else. */
export const digestOfCall = ({ tool, shown, about }: Pick<ToolCall, 'tool' | 'shown' | 'about'>): string =>
  digestOf({ tool, shown, about });

export interface Approval {
  needed: boolean;
  /** What more than one call an approval may cover. */
  grants: 'none' | 'run' | 'always';
  irreversible: boolean;
}

/** Whether the stage lets its agent make this call, and if so, whether a person is asked before each. Throws at what it never offered. */
export function approvalOf(stage: AgentStage, { tool, about }: Pick<ToolCall, 'tool' | 'about'>): Approval {
  if (tool === 'command') {
    const name = about ?? '';
    const command = Object.hasOwn(stage.commands, name) ? stage.commands[name] : undefined;
    if (!command) throw undeclared(stage, `command “${about ?? ''}”`);
    return { needed: command.approval === 'needed', grants: command.grants, irreversible: command.irreversible };
  }
  if (tool === 'shell') {
    if (!stage.shell) throw undeclared(stage, 'shell');
    return { needed: stage.shell.approval === 'needed', grants: stage.shell.grants, irreversible: false };
  }
  if (!stage.tools.includes(tool)) throw undeclared(stage, tool);
  return { needed: stage.approve.some((it) => it === tool), grants: 'run', irreversible: false };
}

const undeclared = (stage: Stage, what: string): Error =>
  new Error(`bug-undeclared-tool: stage “${stage.id}” gives its agent no ${what}`);

/** Why this call is not made now: a person is asked first. Null where it may be made, with the grant that lets it pass. */
export function whatToAsk(
  d: Draft,
  stage: AgentStage,
  attempt: Attempt,
  call: ToolCall,
): { ask: CallSubject } | { ask: null; grant: Grant | null } {
  const its = { stage: attempt.stage, stageId: stage.id, attemptId: attempt.id, callId: call.id };
  const approval = approvalOf(stage, call);
  if (call.tool === 'ask') {
    if (call.question === null) throw new Error('bug-ask-without-question');
    return { ask: { about: 'question', ...its, ...call.question } };
  }
  const digest = digestOfCall(call);
  if (isLetPass(d.state, attempt, call, digest)) return { ask: null, grant: null };
  const called = { ...call, stageId: stage.id, digest };
  const grant = d.state.grants.find((it) => covers(it, called, d.event.at)) ?? null;
  if (!approval.needed || grant) return { ask: null, grant };
  const words = d.text(call.shown);
  const { grants, irreversible } = approval;
  return {
    ask: { about: 'tool_call', ...its, tool: call.tool, what: call.about, digest, words, grants, irreversible },
  };
}

/** By the newest answer to this very call, as it was shown. Whoever revokes the permission that it gave takes back all of it. */
function isLetPass({ grants }: RunState, { replies }: Attempt, { id }: ToolCall, digest: string): boolean {
  const reply = replies.findLast((it) => it.callId === id);
  if (reply?.digest !== digest) return false;
  if (reply.choice === 'approve' || reply.choice === 'try_again') return true;
  const isGranted = reply.choice === 'for_run' || reply.choice === 'always';
  return isGranted && grants.some(({ askId, revokedAt }) => askId === reply.askId && revokedAt === null);
}

/** The attempt waits for a person, with all that was said so far, and no worker. */
export function waitForPerson(d: Draft, stage: AgentStage, attempt: Attempt, subject: CallSubject): void {
  d.setAttempt(attempt.id, { status: 'parked', lease: null, openStep: null });
  d.record('attempt.parked', { attempt: attempt.id }, { why: 'a person is asked', call: subject.callId });
  const irreversible = subject.about === 'tool_call' && subject.irreversible;
  if (subject.about === 'question') openAsk(d, 'question', subject);
  else openAsk(d, 'gate', subject, { gate: stage.gate, irreversible });
  settleStatus(d);
}

interface Proposed {
  artifact: Artifact;
  proposal: NonNullable<ToolCall['proposal']>;
}

/** Suggestions that may wait for people at once: each is a card, and nobody reads through a hundred (P16). */
export const mostProposals = 10;

/** What it would change. Another run may have taken back what they share since the agent was given it. */
export function proposedBy({ artifacts, asks }: RunState, { proposal }: ToolCall): Proposed | Refusal {
  if (!proposal) throw new Error('bug-propose-without-proposal');
  const artifact = artifacts.find((it) => it.name === proposal.artifact && it.canon !== null);
  if (!artifact) return { refused: 'not_found', what: 'artifact', id: proposal.artifact };
  const open = asks.filter(({ subject }) => subject.about === 'suggested_version');
  const isOpen = open.some(({ subject }) => isAbout(subject, artifact.id, digestText(proposal.text)));
  return open.length >= mostProposals && !isOpen ? stale('proposals') : { artifact, proposal };
}

/**
 * Work of a role never overwrites anything by itself here: what it proposes waits for a person, and the run goes on. What waits
 * already is not proposed again: a worker may have died before the talk held that it was.
 */
export function propose(d: Draft, stage: AgentStage, attempt: Attempt, { artifact, proposal }: Proposed): void {
  if (d.state.asks.some(({ subject }) => isAbout(subject, artifact.id, digestText(proposal.text)))) return;
  const base = artifact.canon?.number ?? null;
  const by = { kind: 'role', name: stage.role } as const;
  const made = { text: proposal.text, by, base, attemptId: attempt.id, rehearsal: false };
  suggest(d, artifact, addVersion(d, artifact, made, false), proposal.why);
}

const isAbout = (subject: Subject, artifactId: string, digest: string): boolean =>
  subject.about === 'suggested_version' && subject.item.artifactId === artifactId && subject.item.digest === digest;
