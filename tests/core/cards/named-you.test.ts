import { expect, it } from 'vitest';
import { resultBy } from '../../../src/agents/agent/words.ts';
import { choiceIds } from '../../../src/core/ask/ask.ts';
import { outcomeText } from '../../../src/core/cards/ask-outcome.ts';
import { votesOf } from '../../../src/core/cards/ask-votes.ts';
import type { Text } from '../../../src/core/cards/card.ts';
import { explain } from '../../../src/core/cards/explain.ts';
import { plainText } from '../../../src/core/cards/plain.ts';
import { allowedWords } from '../../../src/core/cards/words/allowed.ts';
import { grantText } from '../../../src/core/cards/words/grant.ts';
import { linkWords } from '../../../src/core/cards/words/link.ts';
import { deletedIn } from '../../../src/core/cards/words/message.ts';
import { runLine } from '../../../src/core/cards/words/run.ts';
import { entryKinds } from '../../../src/core/ledger/entry.ts';
import { entrySentence } from '../../../src/core/records/words/entry.ts';
import { isRefusal } from '../../../src/core/refusal.ts';
import { decide } from '../../../src/core/run/decide.ts';
import type { RunEvent } from '../../../src/core/run/event.ts';
import { start } from '../../../src/core/run/start.ts';
import type { RunState } from '../../../src/core/run/state.ts';
import { changedWords, deletedWords, quotedWords, unreadWords } from '../../../src/core/steering/note-words.ts';
import { person } from '../run/model/definition.ts';
import { World } from '../run/model/world.ts';
import { definition, gate, noon } from './sample.ts';

// Whoever tries the product out on their own is called “You” by its project file.

type Said<T> = T extends unknown ? Omit<T, 'id' | 'at' | 'actor'> : never;

/** Why a run is held, after each of what somebody can do to hold it. */
function holdsOf(name: string): string[] {
  const actor = { ...person('ann'), name };
  const begun = new World({ decide, start }, 2).state;
  const asked = begun.asks[0]!;
  const held = (said: Said<RunEvent>, state: RunState = begun): RunState => {
    const reply = decide(state, { ...said, id: 'event', at: noon, actor } as RunEvent);
    if (isRefusal(reply)) throw new Error(`${said.kind} was refused: ${JSON.stringify(reply)}`);
    return reply.state;
  };
  const spent = { ...begun, run: { ...begun.run, spent: { ...begun.run.spent, microUsd: 1e9 } } };
  const source = { surface: 'slack', channel: 'C1', message: 'm', mark: '' } as const;
  const told = held({ kind: 'message', text: 'Darker.', policy: null, source });
  return [
    held({ kind: 'pause', why: null }),
    held({ kind: 'message', text: 'Wait.', policy: 'pause' }),
    held({ kind: 'reword', chain: told.messages, text: 'Lighter.', policy: null }, told),
    held({ kind: 'message', text: 'Wait.', policy: null }, spent),
    held({ kind: 'rollback', epoch: null, confirmed: true, checkpoint: 0 }),
    held({
      ...{ kind: 'answer', askId: asked.id, revision: asked.revision, choice: 'reject', words: 'No.' },
      ...{ confirmed: true, budget: null },
    }),
  ].map(({ run: { hold } }) => plainText(runLine.paused(hold!.why, hold!.by, noon)));
}

/** Each sentence on a card, a receipt or a page in which a person is named, with the kind of sentence that it is. */
function sentences(name: string): [string, string][] {
  const where = { surface: 'console', channel: 'film', thread: null } as const;
  const actor = { ...person('ann'), name };
  const text = (kind: string, drawn: Text): [string, string] => [kind, plainText(drawn)];
  const outcomes = choiceIds.map((choice) => ({
    ...{ status: 'decided' as const, choice, by: name, words: null, where, at: noon, why: null },
  }));
  const entries = entryKinds.flatMap((kind) =>
    [
      {},
      { leftOut: 2 },
      { verb: 'cancel', refused: 'outdated_card' },
      { rejected: 'budget_spent', was: 'delivered' },
    ].map((payload) => ({
      ...{ id: 'l', projectId: 'p', runId: 'r', kind, actor, at: noon, subject: {} },
      payload,
      status: null,
    })),
  );
  const answer = { id: 'a', revision: 1, personId: 'ann', personName: name, choice: 'approve', words: null } as const;
  const votes = gate({
    policy: { approvers: ['ann'], quorum: 2, excluded: ['ann'] },
    answers: [{ ...answer, digest: 'd_subject', where, at: noon }],
  });
  const people = [{ id: 'ann', name, may: 'everything' as const, accounts: {} }];
  const grant = {
    ...{ id: 'g', projectId: 'p', pipelineId: 'release', stageId: 'draft', runId: 'r', tool: 'shell' as const },
    ...{ about: 'ls', digest: null, askId: 'a', by: name, at: noon, expiresAt: null, revokedAt: null, revokedBy: null },
  };
  const who = { names: [name], groups: false };
  const press = { press: 'page', askId: 'a', revision: 1, page: 0 } as const;
  return [
    ...outcomes.map((outcome) => text('who was faster', explain({ refused: 'ask_settled', outcome }, noon))),
    ...outcomes.map((outcome) => text('a settled card', outcomeText(outcome, votes.subject))),
    ...entries.map((entry): [string, string] => {
      const said = entrySentence(entry);
      return [`the activity, ${entry.kind}`, `${said.who} ${said.did}`];
    }),
    ...holdsOf(name).map((line): [string, string] => ['a held run', line]),
    ...votesOf({ ask: votes, definition: { ...definition, people } } as never).map(({ value }) =>
      text('whom it waits for', value),
    ),
    text('who can', allowedWords.instead(press, { refused: 'not_permitted', needs: 'view' }, who)),
    text('who else can', allowedWords.instead(press, { refused: 'excluded', why: 'you edited it' }, who)),
    text('a standing permission', grantText({ grant, run: {} as never, definition }, 'run')),
    text('a code', linkWords.asked(name, 'Film')),
    text('an account', linkWords.linkedAlready(name)),
    text('approvers', explain({ refused: 'not_an_approver', approvers: [name] }, noon)),
    text('a deletion', deletedIn(null)),
    ['words that changed', changedWords('Now.', 'Before.')],
    ['words that were read and deleted', deletedWords(name, 'Before.')],
    ['words that were deleted', unreadWords(name)],
    ['words of another', quotedWords(name, 'Before.')],
    ...(['reject', 'answer', 'happened'] as const).map((choice): [string, string] => {
      const reply = { callId: 'c', askId: 'a', choice, digest: '', words: null, by: name, at: noon };
      return ['what came of a call', resultBy(reply) ?? ''];
    }),
  ];
}

/** A verb as it stands behind one of both alone. */
const ofHer = /\bYou(?:[’']s\b| (?:is|has|was|does|goes|[a-z]{2,}[^s\W]s)\b)/;
const ofYou = /\bMara (?:are|have|were|do|go)\b/;

it('sentences are right, whether they name “Mara” or “You”', () => {
  const [hers, yours] = [sentences('Mara'), sentences('You')];
  expect(hers.filter(([, line]) => line.includes('Mara')).length).toBeGreaterThan(entryKinds.length);
  expect(yours.filter(([, line]) => ofHer.test(line))).toEqual([]);
  expect(hers.filter(([, line]) => ofYou.test(line))).toEqual([]);
});

it('and are seen to be wrong where they are: the control', () => {
  expect(
    ['You says that it happened.', 'You has deleted it', 'This is You’s', "It is You's", 'You was refused'].filter(
      (it) => ofHer.test(it),
    ),
  ).toHaveLength(5);
  expect(
    ['You said so.', 'You guess', 'You can’t.', 'Waits for You, since', 'You press Pause'].filter((it) =>
      ofHer.test(it),
    ),
  ).toEqual([]);
  expect(ofYou.test('Mara have said it')).toBe(true);
});
