import { subjectNow } from '../ask/subject.ts';
import type { Ask, Subject } from '../ask/ask.ts';
import { policyFor } from '../ask/policy.ts';
import { digestOf, digestText } from '../digest.ts';
import { may } from '../people/actor.ts';
import type { Refusal } from '../refusal.ts';
import { Draft } from '../run/draft.ts';
import type { CommandEvent } from '../run/event.ts';
import { notNow } from '../run/hold.ts';
import type { Decision, RunState } from '../run/state.ts';
import { allows } from '../run/status.ts';
import { addVersion, recordVersion } from './make.ts';

type Event = Extract<CommandEvent, { kind: 'edit' }>;

/** Characters of one artifact. */
export const longestArtifact = 1_000_000;

/** A person's edit is the version in force as soon as it is committed, in any mode; no role can stop it. */
export function edit(state: RunState, event: Event): Decision | Refusal {
  const artifact = state.artifacts.find((a) => a.name === event.artifact);
  const refusal = guard(state, event);
  if (refusal) return refusal;
  if (!artifact?.canon) return { refused: 'not_found', what: 'artifact', id: event.artifact };
  const { number } = artifact.canon;
  if (event.base !== number)
    return { refused: 'edit_conflict', artifact: artifact.name, base: event.base, canon: number };
  if (digestText(event.text) === artifact.canon.digest) return { refused: 'no_change', artifact: artifact.name };
  const d = new Draft(state, event);
  const by = { kind: 'person', name: event.actor.name } as const;
  const version = addVersion(
    d,
    artifact,
    { text: event.text, by, base: number, attemptId: null, rehearsal: false },
    true,
  );
  d.setState({ lastEditor: event.actor.personId });
  recordVersion(d, artifact, version);
  reviseAsks(d);
  return d.decision();
}

function guard(state: RunState, event: Event): Refusal | null {
  if (!may(event.actor, 'edit')) return { refused: 'not_permitted', needs: 'edit' };
  if (!allows(state.run.status, 'edit')) return notNow(state.run, 'edit');
  if (event.text.trim() === '') return { refused: 'empty' };
  const { length } = event.text;
  return length > longestArtifact ? { refused: 'too_long', length, limit: longestArtifact } : null;
}

/** Gives a new revision to each open Ask whose subject has changed. */
export function reviseAsks(d: Draft): void {
  for (const ask of d.state.asks) reviseAsk(d, ask, subjectNow(d.state, ask.subject));
}

/** Asks about this subject from now on. If it is another one, that is a new revision: the votes are cleared, and old buttons no longer work (P13). */
export function reviseAsk(d: Draft, ask: Ask, subject: Subject): void {
  const digest = digestOf(subject);
  if (digest === ask.digest) return;
  const revised: Ask = {
    ...ask,
    subject,
    digest,
    revision: ask.revision + 1,
    revisedAt: d.event.at,
    answers: [],
    policy: policyNow(d, ask),
  };
  d.record('ask.revised', { ask: ask.id }, { revision: revised.revision, digest });
  d.setAsk(revised);
}

/** The Ask's policy as of now: who is excluded depends on who has steered and edited up to now, not up to the Ask's opening (P12). */
export function policyNow(d: Draft, ask: Ask): Ask['policy'] {
  if (ask.kind !== 'gate' || !('stage' in ask.subject)) return ask.policy;
  return policyFor(d.state.definition.pipeline.stages[ask.subject.stage]?.gate, d.state);
}
