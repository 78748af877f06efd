import type { Subject } from '../ask/ask.ts';
import { addKnownVersion } from '../artifact/make.ts';
import { reviseAsks } from '../artifact/edit.ts';
import type { Refusal } from '../refusal.ts';
import type { Decided } from '../ask/answer.ts';
import type { Draft } from './draft.ts';
import { settleStatus } from './advance.ts';

/** Accepting a suggestion makes it the version in force, as a new version. Rejecting it deletes nothing: its version stays stored (S4-47). */
export function decideSuggestion(
  d: Draft,
  { answer }: Decided,
  subject: Extract<Subject, { about: 'suggested_version' }>,
): Refusal | null {
  const { item } = subject;
  const artifact = d.state.artifacts.find((a) => a.id === item.artifactId);
  if (!artifact) return { refused: 'not_found', what: 'artifact', id: item.name };
  if (answer.choice === 'accept') {
    const { version: number, digest, length, rehearsal } = item;
    const by = { kind: 'suggestion', name: answer.personName } as const;
    addKnownVersion(d, artifact, { number, digest, length, rehearsal, by });
    d.setState({ lastEditor: answer.personId });
    reviseAsks(d);
  }
  settleStatus(d);
  return null;
}
