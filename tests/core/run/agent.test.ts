import { beforeEach, describe, expect, test } from 'vitest';
import { isRefusal, type Refusal } from '../../../src/core/refusal.ts';
import { decide } from '../../../src/core/run/decide.ts';
import { mostProposals } from '../../../src/core/run/call.ts';
import type { RunEvent } from '../../../src/core/run/event.ts';
import type { Decision, RunState } from '../../../src/core/run/state.ts';
import { start } from '../../../src/core/run/start.ts';
import { noCost } from '../../../src/core/run/run.ts';
import type { ToolCall } from '../../../src/core/stage/call.ts';
import type { StepRequest } from '../../../src/core/stage/step.ts';
import { pipelineSchema } from '../../../src/core/project/definition.ts';
import { gateSchema } from '../../../src/core/project/stage.ts';
import type { Choice } from '../../../src/core/ask/ask.ts';
import type { PersonActor } from '../../../src/core/people/actor.ts';
import { person } from './model/definition.ts';
import { World } from './model/world.ts';

const worker = { kind: 'system', name: 'worker' } as const;
const ann = person('ann');
const call = { microUsd: 10, inputTokens: 100, outputTokens: 10 };

const stage = {
  ...{ id: 'fix', do: 'agent', name: 'Make the tests pass', role: 'ada', brief: 'Work.', makes: 'report', turns: 3 },
  tools: ['read', 'write', 'ask', 'propose'],
  commands: {
    test: { run: 'npm test', repeatable: true },
    deploy: { run: './deploy', approval: 'needed', grants: 'always' },
  },
  shell: {},
};
const pipeline = pipelineSchema.parse({ id: 'code', name: 'Code', about: 'A test.', stages: [stage] });

type Said<T> = T extends RunEvent ? Omit<T, 'id' | 'at'> : never;

const toolCall = (tool: ToolCall['tool'], more: Partial<ToolCall> = {}): ToolCall => ({
  ...{ id: 'call-1', tool, shown: `${tool} it`, about: null, question: null, proposal: null },
  ...more,
});
const deploy = toolCall('command', { about: 'deploy', shown: './deploy' });
const shell = toolCall('shell', { about: 'ls -l', shown: 'ls -l' });
const question = toolCall('ask', { question: { text: 'Which one?', options: ['This', 'That'] } });

let state: RunState;
let decision: Decision;
let count = 0;
let seconds = 0;
let token = '';

function told(said: Said<RunEvent>): Decision | Refusal {
  count += 1;
  const event = { ...said, id: `event-${count}`, at: new Date(state.run.startedAt.getTime() + seconds * 1000) };
  const reply = decide(state, event);
  if (!isRefusal(reply)) [decision, state] = [reply, reply.state];
  return reply;
}

function tell(said: Said<RunEvent>): Decision {
  const reply = told(said);
  if (isRefusal(reply)) throw new Error(`${said.kind} was refused: ${JSON.stringify(reply)}`);
  return reply;
}

const attempt = () => state.attempts.at(-1)!;
const ask = () => state.asks[0]!;

function claim(): void {
  token = `token-${count}`;
  const until = new Date(state.run.startedAt.getTime() + (seconds + 60) * 1000);
  const { id: attemptId, epoch } = attempt();
  tell({ kind: 'claim', actor: worker, attemptId, epoch, token, worker: 'w', until });
}

const its = () => ({ actor: worker, attemptId: attempt().id, token });
const begin = (step: Partial<StepRequest>): Decision =>
  tell({ kind: 'begin_step', ...its(), epoch: state.run.epoch, estimate: step.call ? noCost : call, ...step });
const answer = (choice: string, words: string | null = null): Decision =>
  tell({
    ...{ kind: 'answer', actor: ann, askId: ask().id, revision: ask().revision, words, confirmed: true, budget: null },
    choice: choice as 'approve',
  });
/** A worker dies while it makes a call that a person has approved. */
function loseDeploy(): void {
  begin({ call: deploy });
  answer('approve');
  claim();
  begin({ call: deploy });
  seconds = 100;
  tell({ kind: 'lapse', actor: worker, attemptId: attempt().id });
}
const say = (text: string): Decision => tell({ kind: 'message', actor: ann, text, policy: null });
const replies = () => attempt().replies.map(({ choice, words, by }) => [choice, words, by]);

beforeEach(() => {
  const autonomous = 1;
  const world = new World({ decide, start }, autonomous).state;
  const attempts = world.attempts.map((it) => ({ ...it, stageId: 'fix', talk: 'talk-1' }));
  state = { ...world, attempts, definition: { ...world.definition, pipeline } };
  [count, seconds] = [0, 1];
  claim();
});

describe('a call that a person approves', () => {
  test('waits for them without a worker, with what was said, and runs as it was shown', () => {
    begin({});
    expect(begin({ call: deploy, spent: call, turns: ['model: deploy'] }).result.kind).toBe('stand_down');
    expect(decision.turns).toMatchObject([{ talk: 'talk-1', number: 1, attemptId: attempt().id }]);
    expect(decision.bodies).toContainEqual({ digest: decision.turns[0]!.digest, text: '"model: deploy"' });
    expect([state.run.status, attempt().status, attempt().lease]).toEqual(['awaiting', 'parked', null]);
    expect(ask()).toMatchObject({ kind: 'gate', subject: { about: 'tool_call', what: 'deploy' } });
    expect(decision.bodies.map(({ text }) => text)).toContain('./deploy');
    expect(ask().choices.map(({ id }) => id)).toEqual(['approve', 'for_run', 'always', 'reject']);
    const asked = ask().subject;
    answer('approve');
    expect(state.run.status).toBe('queued');
    claim();
    expect(replies()).toEqual([['approve', null, 'ann']]);
    expect(begin({ call: deploy }).result.kind).toBe('begin');
    const { digest } = asked.about === 'tool_call' ? asked : { digest: '' };
    expect(decision.entries).toMatchObject([{ payload: { call: 'call-1', tool: 'command', digest } }]);
    expect(state.run.spent).toEqual(call);
  });

  test('is asked about anew where anything else would run', () => {
    begin({ call: shell });
    answer('approve');
    claim();
    expect(begin({ call: { ...shell, shown: 'rm -rf /', about: 'rm -rf /' } }).result.kind).toBe('stand_down');
    expect(state.run.status).toBe('awaiting');
  });

  test('covers one call: the next one, the same to the letter, is asked about again', () => {
    begin({ call: shell });
    answer('approve');
    claim();
    begin({ call: shell });
    expect(begin({ call: { ...shell, id: 'call-2' } }).result.kind).toBe('stand_down');
  });

  test('is not made where they refuse, and their reason is there for the agent', () => {
    begin({ call: deploy });
    answer('reject', 'Not on a Friday.');
    claim();
    expect(replies()).toEqual([['reject', 'Not on a Friday.', 'ann']]);
    expect(begin({}).result.kind).toBe('begin');
  });

  test('passes for the rest of the run once that was granted, and no other does', () => {
    begin({ call: shell });
    answer('for_run');
    claim();
    begin({ call: shell });
    expect(begin({ call: { ...shell, id: 'call-2' } }).result.kind).toBe('begin');
    expect(begin({ call: { ...shell, id: 'call-3', about: 'ls' } }).result.kind).toBe('stand_down');
    expect(state.grants).toMatchObject([{ tool: 'shell', about: 'ls -l', runId: state.run.id, by: 'ann' }]);
  });

  test('passes for thirty days, in every run, and not after its permission was taken back', () => {
    begin({ call: deploy });
    answer('always');
    claim();
    begin({ call: deploy });
    expect(state.grants).toMatchObject([{ runId: null, expiresAt: expect.any(Date) }]);
    const [grant] = state.grants;
    expect((grant!.expiresAt!.getTime() - grant!.at.getTime()) / 86_400_000).toBe(30);
    expect(begin({ call: { ...deploy, id: 'call-2' } }).result.kind).toBe('begin');
    tell({ kind: 'revoke_grant', actor: ann, grantId: grant!.id });
    expect(decision.entries.map(({ kind }) => kind)).toEqual(['grant.revoked']);
    expect(begin({ call: { ...deploy, id: 'call-3' } }).result.kind).toBe('stand_down');
  });

  test.each(['for_run', 'always'])(
    'is asked about again where its permission (%s) was revoked before it was made',
    (choice) => {
      begin({ call: deploy });
      answer(choice);
      tell({ kind: 'pause', actor: ann, why: null });
      tell({ kind: 'revoke_grant', actor: ann, grantId: state.grants[0]!.id });
      tell({ kind: 'resume', actor: ann, epoch: null, notes: null });
      // A store loads revoked ones of the run itself only.
      state = { ...state, grants: state.grants.filter(({ runId, revokedAt }) => runId !== null || revokedAt === null) };
      claim();
      expect(begin({ call: deploy }).result.kind).toBe('stand_down');
      expect(state.run.status).toBe('awaiting');
    },
  );

  test('does not pass for a command that runs something else by now', () => {
    begin({ call: deploy });
    answer('always');
    claim();
    begin({ call: deploy });
    expect(begin({ call: { ...deploy, id: 'call-2', shown: './deploy --all' } }).result.kind).toBe('stand_down');
  });

  test('is not approved by a grant that has run out', () => {
    begin({ call: deploy });
    answer('always');
    state = { ...state, grants: state.grants.map((it) => ({ ...it, expiresAt: new Date(0) })) };
    claim();
    expect(begin({ call: { ...deploy, id: 'call-2' } }).result.kind).toBe('stand_down');
  });

  test('is never offered where the stage has no such tool', () => {
    expect(() => begin({ call: toolCall('list') })).toThrow('bug-undeclared-tool');
    expect(() => begin({ call: toolCall('command', { about: 'destroy' }) })).toThrow('bug-undeclared-tool');
    expect(() => begin({ call: toolCall('command', { about: 'constructor' }) })).toThrow('bug-undeclared-tool');
  });
});

describe('a call that two people have to approve', () => {
  const vote = (actor: PersonActor, choice: Choice['id']): Decision => {
    const { id: askId, revision } = ask();
    return tell({ kind: 'answer', actor, askId, revision, choice, words: null, confirmed: true, budget: null });
  };

  beforeEach(() => {
    const stages = pipeline.stages.map((it) => ({ ...it, gate: gateSchema.parse({ quorum: 2 }) }));
    state = { ...state, definition: { ...state.definition, pipeline: { ...pipeline, stages } } };
    begin({ call: deploy });
  });

  test.each([
    ['approve', 'for_run', 'approve', null],
    ['for_run', 'approve', 'approve', null],
    ['for_run', 'always', 'for_run', 'run'],
    ['always', 'always', 'always', 'pipeline'],
  ] as const)('is made as far as both agreed: %s and %s', (first, second, agreed, grant) => {
    expect(vote(ann, first).result).toMatchObject({ kind: 'voted', missing: 1 });
    const { result, settled, entries } = vote(person('ben'), second);
    expect([result.kind, settled[0]?.outcome?.choice]).toEqual(['decided', agreed]);
    expect(settled[0]?.answers.map(({ choice }) => choice)).toEqual([first, second]);
    expect(entries[0]?.payload).toMatchObject({ choice: agreed, ...(second === agreed ? {} : { chose: second }) });
    expect(state.grants.map(({ runId }) => (runId === null ? 'pipeline' : 'run'))).toEqual(grant ? [grant] : []);
    claim();
    expect(begin({ call: deploy }).result.kind).toBe('begin');
  });

  test('is not made where one of them refuses', () => {
    vote(person('ben'), 'always');
    answer('reject', 'Not on a Friday.');
    expect(replies()).toEqual([['reject', 'Not on a Friday.', 'ann']]);
  });
});

test('P12: is not approved by whoever has steered it by notes on a Resume, where its gate excludes them', () => {
  const stages = pipeline.stages.map((it) => ({ ...it, gate: gateSchema.parse({ exclude: ['last-steerer'] }) }));
  state = { ...state, definition: { ...state.definition, pipeline: { ...pipeline, stages } } };
  begin({ call: deploy });
  tell({ kind: 'pause', actor: ann, why: null });
  tell({ kind: 'resume', actor: ann, epoch: null, notes: 'Deploy it.' });
  const { id: askId, revision } = ask();
  const approval = {
    kind: 'answer',
    askId,
    revision,
    choice: 'approve',
    words: null,
    confirmed: true,
    budget: null,
  } as const;
  expect(told({ ...approval, actor: ann })).toMatchObject({ refused: 'excluded' });
  expect(tell({ ...approval, actor: person('ben') }).result.kind).toBe('decided');
});

test('permissions are taken back only by people who may configure', () => {
  begin({ call: deploy });
  answer('always');
  const actor = { ...ann, permissions: ['operate', 'decide'] as const };
  expect(told({ kind: 'revoke_grant', actor, grantId: state.grants[0]!.id })).toMatchObject({
    refused: 'not_permitted',
  });
});

describe('a question', () => {
  test('is answered by an option or in words, and the agent goes on with it', () => {
    begin({ call: question });
    expect(ask()).toMatchObject({ kind: 'question', subject: { text: 'Which one?', options: ['This', 'That'] } });
    expect(ask().choices.map(({ id }) => id)).toEqual(['option_0', 'option_1', 'answer']);
    answer('option_1');
    claim();
    expect(replies()).toEqual([['answer', 'That', 'ann']]);
    begin({ call: { ...question, id: 'call-2' } });
    answer('answer', 'Neither.');
    claim();
    expect(replies()[1]).toEqual(['answer', 'Neither.', 'ann']);
  });

  test('that is answered while the run is paused takes effect on Resume', () => {
    begin({ call: question });
    tell({ kind: 'pause', actor: ann, why: null });
    answer('option_0');
    expect([state.run.status, attempt().status]).toEqual(['paused', 'parked']);
    tell({ kind: 'resume', actor: ann, epoch: null, notes: null });
    expect([state.run.status, attempt().status]).toEqual(['queued', 'queued']);
  });

  test('is withdrawn with the run', () => {
    begin({ call: question });
    tell({ kind: 'cancel', actor: ann, epoch: null, confirmed: true });
    expect(decision.settled.map(({ outcome }) => outcome?.status)).toEqual(['withdrawn']);
    expect(attempt().status).toBe('aborted');
  });
});

describe('words', () => {
  test('come with the next call of the model, cost no turn, and are not told twice (S1-14, S1-26, S1-39)', () => {
    begin({});
    say('Leave the date alone.');
    expect(begin({ turns: ['one'] }).result).toMatchObject({ messages: [{ text: 'Leave the date alone.' }] });
    expect(attempt().ownTurns).toBe(1);
    expect(begin({ turns: ['two'] }).result).toMatchObject({ messages: [] });
    expect(attempt().ownTurns).toBe(2);
  });

  test('are told again where the worker dies before its talk held them, and only then', () => {
    say('First.');
    begin({});
    begin({ turns: ['the first, and its answer'] });
    say('Second.');
    begin({ turns: ['more'] });
    seconds = 100;
    tell({ kind: 'lapse', actor: worker, attemptId: attempt().id });
    claim();
    expect(begin({}).result).toMatchObject({ messages: [{ text: 'Second.' }] });
  });
});

test('faults of the provider count from the last answer on: they may be spread over a long stage', () => {
  const busy = () =>
    tell({ kind: 'fail', ...its(), error: '429', reason: 'stage_failed', passing: true, certain: true, cost: noCost });
  for (const turn of ['one', 'two', 'three', 'four']) {
    begin({});
    busy();
    claim();
    begin({});
    begin({ call: { ...toolCall('read'), id: turn }, turns: [turn] });
  }
  expect(state.run.status).toBe('running');
  for (const status of ['queued', 'queued', 'blocked']) {
    begin({});
    busy();
    expect(state.run.status).toBe(status);
    if (status === 'queued') claim();
  }
});

describe('words that come while the model writes an answer', () => {
  const read = toolCall('read');
  const beginCall = (made = read) =>
    told({ kind: 'begin_step', ...its(), epoch: state.run.epoch, estimate: noCost, call: made, turns: ['answer'] });
  const wordsFirst = { refused: 'stale_work', why: 'words' };

  test('are read before the first of its calls is made, and nothing is kept or booked until then (S1-25, S1-55)', () => {
    begin({});
    say('Leave it.');
    const before = state;
    expect(beginCall()).toEqual(wordsFirst);
    expect(state).toBe(before);
    expect(begin({ turns: ['answer', 'none'] }).result).toMatchObject({ messages: [{ text: 'Leave it.' }] });
    expect(begin({ call: { ...read, id: 'call-2' }, turns: ['again'] }).result.kind).toBe('begin');
  });

  test('are read before what is left of them', () => {
    begin({});
    begin({ call: read, turns: ['both'] });
    say('Leave it.');
    expect(beginCall({ ...read, id: 'call-2' })).toEqual(wordsFirst);
  });

  test('and pause stop it there, and are read before the call once it is resumed', () => {
    begin({});
    tell({ kind: 'message', actor: ann, text: 'Leave it.', policy: 'pause' });
    expect(beginCall()).toEqual({ refused: 'stale_work', why: 'status' });
    tell({ kind: 'park', ...its(), epoch: 0, continuation: null, cost: noCost, turns: ['answer'] });
    tell({ kind: 'resume', actor: ann, epoch: null, notes: null });
    claim();
    expect(beginCall()).toEqual(wordsFirst);
  });

  test('are read before a call that is taken up after a kill', () => {
    begin({});
    begin({ call: read, repeatable: true, turns: ['answer'] });
    say('Leave it.');
    seconds = 100;
    tell({ kind: 'lapse', actor: worker, attemptId: attempt().id });
    claim();
    expect(beginCall()).toEqual(wordsFirst);
  });

  test('are read before anybody is asked, or asked to approve', () => {
    begin({});
    say('Take the second.');
    expect(beginCall(question)).toEqual(wordsFirst);
    expect(beginCall(deploy)).toEqual(wordsFirst);
    expect(state.asks).toEqual([]);
  });

  test('are read before a call that a standing permission lets pass', () => {
    begin({ call: shell });
    answer('for_run');
    claim();
    begin({ call: shell });
    say('Leave it.');
    expect(beginCall({ ...shell, id: 'call-2' })).toEqual(wordsFirst);
  });

  test('keep nobody from a call that a person let pass after they were said', () => {
    begin({});
    begin({ call: shell, turns: ['shell'] });
    say('And then read on.');
    seconds += 1;
    answer('approve');
    claim();
    expect(begin({ call: shell }).result.kind).toBe('begin');
    expect(begin({ turns: ['it ran'] }).result).toMatchObject({ messages: [{ text: 'And then read on.' }] });
  });

  test('are read before a call that a person had let pass by then', () => {
    begin({ call: shell });
    answer('approve');
    seconds += 1;
    say('Don’t, after all.');
    claim();
    expect(beginCall(shell)).toEqual(wordsFirst);
  });

  test('and are deleted again keep it from nothing', () => {
    begin({});
    say('Leave it.');
    const chain = [state.messages[0]!];
    tell({ kind: 'take_back', actor: ann, chain, by: 'author' });
    expect(begin({ call: read, turns: ['answer'] }).result.kind).toBe('begin');
  });
});

test('where it stopped is forgotten once a step that came after that is lost', () => {
  begin({});
  tell({ kind: 'pause', actor: ann, why: null });
  const continuation = { before: 'call-1' };
  tell({ kind: 'park', ...its(), epoch: 0, continuation, cost: noCost, turns: ['answer'] });
  tell({ kind: 'resume', actor: ann, epoch: null, notes: null });
  claim();
  expect(attempt().continuation).toEqual(continuation);
  begin({ call: toolCall('read'), repeatable: true });
  seconds = 100;
  tell({ kind: 'lapse', actor: worker, attemptId: attempt().id });
  expect(attempt().continuation).toBeNull();
});

describe('words that come while it says that it is done', () => {
  const done = () =>
    tell({
      kind: 'finish',
      ...its(),
      output: { text: 'Done.', rehearsal: false, remark: null },
      cost: call,
      turns: ['x'],
    });

  test('are answered first', () => {
    begin({});
    say('Add a test.');
    expect(done().result.kind).toBe('go_on');
    expect(attempt()).toMatchObject({ status: 'running', turns: 1, openStep: null });
    expect(begin({}).result).toMatchObject({ messages: [{ text: 'Add a test.' }] });
    expect(done().result.kind).toBe('ok');
    expect(state.run).toMatchObject({ status: 'completed', spent: { microUsd: 20 } });
  });

  test('and that pause are answered after Resume', () => {
    begin({});
    tell({ kind: 'message', actor: ann, text: 'Wait.', policy: 'pause' });
    done();
    expect([state.run.status, attempt().status]).toEqual(['paused', 'parked']);
  });

  test('and are for a later stage end nothing later', () => {
    begin({});
    tell({ kind: 'message', actor: ann, text: 'For the next.', policy: null, timing: 'stage' });
    expect(done().result.kind).toBe('ok');
    expect(attempt().status).toBe('done');
  });
});

describe('notes on a Resume that finds it still at its step', () => {
  const note = { kind: 'notes', from: 'ann', text: 'Leave the date alone.' };
  const pauseAndResume = () => {
    tell({ kind: 'pause', actor: ann, why: null });
    tell({ kind: 'resume', actor: ann, epoch: null, notes: note.text });
  };

  test('are read as it goes on', () => {
    begin({});
    pauseAndResume();
    tell({ kind: 'park', ...its(), epoch: 0, continuation: null, cost: call, turns: ['x'] });
    expect(decision.result).toMatchObject({ kind: 'go_on', feedback: [note] });
    expect(attempt().feedback).toMatchObject([note]);
  });

  test('are answered before it is done', () => {
    begin({});
    pauseAndResume();
    const output = { text: 'Done.', rehearsal: false, remark: null };
    const done = () => tell({ kind: 'finish', ...its(), output, cost: call, turns: ['x'] }).result;
    expect(done()).toMatchObject({ kind: 'go_on', feedback: [note] });
    begin({});
    expect(done().kind).toBe('ok');
  });
});

describe('its means', () => {
  test('end with a last word that is had once, and the run is blocked by then', () => {
    begin({});
    begin({ turns: ['a'] });
    begin({ turns: ['b'] });
    expect(begin({ turns: ['c'] }).result).toMatchObject({ kind: 'begin', wrapUp: true });
    expect([state.run.status, ask().subject]).toMatchObject(['blocked', { reason: 'turns_spent' }]);
    tell({ kind: 'park', ...its(), epoch: 0, continuation: null, cost: call, turns: ['here I stand'] });
    expect(attempt()).toMatchObject({ status: 'parked', turns: 4 });
    answer('resume', 'Go on.');
    claim();
    expect(begin({}).result).toMatchObject({ kind: 'begin', wrapUp: false });
    expect(attempt().feedback.map(({ text }) => text)).toEqual(['Go on.']);
  });

  describe('end in a last word, which', () => {
    const parked = { epoch: 0, continuation: null, cost: call, turns: ['here I stand'] };
    const toTheLastWord = () => {
      state = { ...state, run: { ...state.run, budget: { microUsd: 10, tokens: null } } };
      begin({});
      begin({ spent: call, turns: ['a'] });
    };

    test.each([
      ['parks', { kind: 'park', ...parked }],
      ['hands its work on, because it stops', { kind: 'release', cost: call, turns: ['here I stand'] }],
    ] as const)('stands in the question, asked anew, once its worker %s', (_how, ending) => {
      toTheLastWord();
      const { id, digest } = ask();
      tell({ ...ending, ...its(), lastWord: ' Half is done. ' });
      expect(ask()).toMatchObject({ id, revision: 2, subject: { about: 'blocker', detail: 'Half is done.' } });
      expect(ask().digest).not.toBe(digest);
      expect(state.run.status).toBe('blocked');
      expect(decision.entries.map(({ kind }) => kind)).toContain('ask.revised');
      expect(decision.effects).toContainEqual(expect.objectContaining({ do: 'show', subject: { kind: 'ask', id } }));
      const old = { askId: id, revision: 1, choice: 'resume', words: null, confirmed: true } as const;
      expect(told({ kind: 'answer', actor: ann, ...old, budget: null })).toMatchObject({ refused: 'outdated_ask' });
    });

    test.each([
      ['fails', () => tell({ kind: 'park', ...its(), ...parked }), 20],
      ['is handed on', () => tell({ kind: 'release', ...its(), cost: call, turns: ['here I stand'] }), 20],
      ['is lost', () => tell({ kind: 'lapse', actor: worker, attemptId: attempt().id }), 20],
      ['cost nothing', () => tell({ kind: 'park', ...its(), ...parked, cost: noCost }), 10],
    ])('has its card drawn again with what was spent: where it %s', (_how, end, microUsd) => {
      toTheLastWord();
      const { id, version } = ask();
      seconds = 100;
      end();
      expect(state.run.spent.microUsd).toBe(microUsd);
      expect(ask()).toMatchObject({ id, revision: 1, version: microUsd === 20 ? version + 1 : version });
      const shown = decision.effects.filter((it) => it.do === 'show' && it.subject.id === id);
      expect(shown).toHaveLength(microUsd === 20 ? 1 : 0);
    });

    test('asks nothing anew if it is empty, or if somebody has answered before it came', () => {
      toTheLastWord();
      tell({ kind: 'park', ...its(), ...parked, lastWord: ' ' });
      expect(ask()).toMatchObject({ revision: 1, subject: { detail: '' } });
      const resume = { askId: ask().id, revision: 1, choice: 'resume', words: null, confirmed: true } as const;
      const cost3 = call.microUsd * 3;
      tell({ kind: 'answer', actor: ann, ...resume, budget: { microUsd: cost3, tokens: null } });
      claim();
      begin({});
      begin({ spent: call });
      const spent = { ...resume, askId: ask().id };
      tell({ kind: 'answer', actor: ann, ...spent, budget: { microUsd: cost3 * 9, tokens: null } });
      tell({ kind: 'park', ...its(), ...parked, lastWord: 'Half is done.' });
      expect([decision.result.kind, state.asks, state.run.status]).toEqual(['go_on', [], 'running']);
    });
  });

  test('that end in a last word which fails ask one question, the newer one, which goes on from both', () => {
    state = { ...state, run: { ...state.run, budget: { microUsd: 10, tokens: null } } };
    begin({});
    begin({ spent: call, turns: ['a'] });
    const { id } = ask();
    const slow = { error: 'Too slow.', reason: 'time_limit', passing: false, certain: false } as const;
    tell({ kind: 'fail', ...its(), ...slow, cost: call });
    expect(state.asks.map(({ subject }) => subject)).toMatchObject([{ about: 'blocker', reason: 'time_limit' }]);
    expect(decision.settled).toMatchObject([{ id, status: 'superseded', outcome: { by: null, choice: null } }]);
    expect(decision.entries.map(({ kind }) => kind)).toEqual(['attempt.failed', 'ask.superseded', 'ask.opened']);
    // What the earlier one told of still counts.
    const resume = { askId: ask().id, revision: 1, choice: 'resume', words: null, confirmed: true } as const;
    const higher = { microUsd: 100, tokens: null };
    expect(told({ kind: 'answer', actor: ann, ...resume, budget: null })).toMatchObject({ refused: 'budget_too_low' });
    tell({ kind: 'answer', actor: ann, ...resume, budget: higher });
    expect([state.run.status, state.asks]).toEqual(['queued', []]);
  });

  test('end without a last word where the last answer was to a person (S1-40)', () => {
    state = { ...state, run: { ...state.run, budget: { microUsd: 10, tokens: null } } };
    say('Where do you stand?');
    begin({});
    begin({ call: toolCall('read'), spent: call, turns: ['read'] });
    expect(begin({ turns: ['here'] }).result.kind).toBe('stand_down');
    expect([state.run.status, attempt().status]).toEqual(['blocked', 'parked']);
  });

  test('that are money let what the model has asked for be done', () => {
    state = { ...state, run: { ...state.run, budget: { microUsd: 10, tokens: null } } };
    begin({});
    expect(begin({ call: toolCall('read'), spent: call, turns: ['read'] }).result.kind).toBe('begin');
    expect(begin({ turns: ['it was read'] }).result).toMatchObject({ wrapUp: true });
    expect(state.run.spent).toEqual(call);
  });
});

test('a run that is cancelled during a step says in its summary what that may still cost, and books no more', () => {
  begin({ estimate: { microUsd: 20_000, inputTokens: 9_000, outputTokens: 100 } });
  const { epoch } = state.run;
  tell({ kind: 'cancel', actor: ann, epoch, confirmed: true });
  const [summary] = decision.said;
  expect(summary?.text).toContain(
    '$0.00, 0 tokens, and at most $0.02, 9\u202f100 tokens more for the step that was cut',
  );
  tell({ kind: 'release', ...its(), cost: { microUsd: 20_000, inputTokens: 9_000, outputTokens: 100 } });
  expect(state.run.spent).toEqual({ microUsd: 20_000, inputTokens: 9_000, outputTokens: 100 });
});

describe('a worker that dies', () => {
  test('in a call of the model, or in what may be repeated, is followed by another that goes on from the talk', () => {
    begin({ turns: ['brief'] });
    begin({ call: toolCall('command', { about: 'test', shown: 'npm test' }), repeatable: true, turns: ['test'] });
    seconds = 100;
    tell({ kind: 'lapse', actor: worker, attemptId: attempt().id });
    expect(attempt()).toMatchObject({ status: 'queued', turns: 2, talk: 'talk-1' });
  });

  test.each([
    ['happened', 'happened'],
    ['try_again', 'try_again'],
  ])('in what may not be repeated leaves the judgement to a person: %s', (choice, reply) => {
    loseDeploy();
    expect([state.run.status, ask().subject]).toMatchObject([
      'blocked',
      { reason: 'uncertain_effect', callId: 'call-1' },
    ]);
    expect(ask().subject).toMatchObject({
      detail: expect.stringMatching(/ended while this command was running\.\n\n\.\/deploy$/),
    });
    answer(choice);
    claim();
    expect(replies().at(-1)).toEqual([reply, null, 'ann']);
    if (choice === 'try_again') expect(begin({ call: deploy }).result.kind).toBe('begin');
  });
});

test('notes on another try come before the call that was cut off, which they may be about', () => {
  loseDeploy();
  answer('try_again', 'With --dry-run.');
  claim();
  expect(attempt().feedback).toMatchObject([{ kind: 'notes', text: 'With --dry-run.' }]);
  // No newer decision about the call itself.
  expect(replies()).toEqual([['approve', null, 'ann']]);
  expect(attempt().feedback[0]!.at > attempt().replies[0]!.at).toBe(true);
});

test('what was let pass for the run is asked about again where the run had ended and is reopened', () => {
  begin({ call: deploy });
  answer('for_run');
  claim();
  begin({ call: deploy });
  const output = { text: 'Done.', rehearsal: false, remark: null };
  tell({ kind: 'finish', ...its(), output, cost: call });
  expect(state.run.status).toBe('completed');
  tell({ kind: 'rollback', actor: ann, epoch: null, confirmed: true, checkpoint: 0 });
  expect(decision.entries.map(({ kind }) => kind)).toEqual(['run.rolled_back', 'grant.revoked']);
  tell({ kind: 'resume', actor: ann, epoch: null, notes: null });
  claim();
  expect(begin({ call: { ...deploy, id: 'call-2' } }).result.kind).toBe('stand_down');
});

test('a rollback begins the talk afresh; a draft that is sent back goes on with it', () => {
  begin({ turns: ['a'] });
  const output = { text: 'Done.', rehearsal: false, remark: null };
  tell({ kind: 'change_mode', actor: ann, mode: 'checkpoint' });
  tell({ kind: 'finish', ...its(), output, cost: call, turns: ['Done.'] });
  answer('reject', 'Once more.');
  expect(attempt()).toMatchObject({ number: 2, talk: 'talk-1', turns: 2 });
  tell({ kind: 'rollback', actor: ann, epoch: null, confirmed: true, checkpoint: 0 });
  tell({ kind: 'resume', actor: ann, epoch: null, notes: null });
  expect(attempt()).toMatchObject({ number: 3, turns: 0, replies: [] });
  expect(attempt().talk).not.toBe('talk-1');
});

describe('what it says of its work', () => {
  const reported = (text: string) => {
    begin({});
    const output = { text, rehearsal: false, remark: 'Done: all tests pass.' };
    tell({ kind: 'finish', ...its(), output, cost: call, turns: ['Done.'] });
    return decision.said.filter(({ origin }) => origin === 'role');
  };

  test('is talk: a writer presents a draft, an agent does not', () => {
    const made = { name: 'report', version: 1, title: 'I mended it.', words: 3 };
    expect(reported('I mended it.')).toMatchObject([
      { kind: 'talk', text: 'Done: all tests pass.\n\nI mended it.', metadata: { made } },
    ]);
  });

  test('begins its report in whole sentences, for no gate shows it', () => {
    const [said] = reported(`The fee was rounded twice.\nI took one out. ${'And more of it. '.repeat(100)}\n`);
    expect(said!.text).toMatch(/^Done: all tests pass\.\n\nThe fee was rounded twice\.\nI took one out\. And.*it\. …$/);
    expect(said!.text.length).toBeLessThan(550);
  });

  test('leaves the report to the gate that shows it', () => {
    state = { ...state, run: { ...state.run, mode: 'checkpoint' } };
    expect(reported('I mended it.')).toMatchObject([{ text: 'Done: all tests pass.', metadata: null }]);
    expect(ask().subject).toMatchObject({ about: 'stage_done' });
  });
});

test('what it proposes waits beside the run, which goes on', () => {
  const base = {
    id: 'run.report',
    projectId: 'p',
    runId: state.run.id,
    name: 'report',
    latest: 1,
    lastRunId: state.run.id,
  };
  const canon = { artifactId: 'run.report', number: 1, base: null, digest: 'd', length: 1, rehearsal: false };
  const by = { kind: 'role', name: 'ada' } as const;
  state = { ...state, artifacts: [{ ...base, canon: { ...canon, by, attemptId: null, at: state.run.startedAt } }] };
  const proposal = { artifact: 'report', text: 'Better.', why: 'It is shorter.' };
  expect(begin({ call: toolCall('propose', { proposal }) }).result.kind).toBe('begin');
  expect(ask()).toMatchObject({ kind: 'suggestion', subject: { why: 'It is shorter.', item: { version: 2 } } });
  expect(state.artifacts[0]?.canon?.number).toBe(1);
  begin({ call: toolCall('propose', { proposal }) });
  expect(state.asks).toHaveLength(1);
  expect(state.run.status).toBe('running');
  const call = (n: number) => toolCall('propose', { id: `call-${n}`, proposal: { ...proposal, text: `Better ${n}.` } });
  for (let n = 2; n <= mostProposals; n += 1) begin({ call: call(n) });
  const tooMany = told({ kind: 'begin_step', ...its(), epoch: state.run.epoch, estimate: noCost, call: call(99) });
  expect(tooMany).toEqual({ refused: 'stale_work', why: 'proposals' });
  expect(begin({ call: call(mostProposals) }).result.kind, 'it waits already').toBe('begin');
  answer('reject', 'No.');
  expect(begin({ call: call(99) }).result.kind).toBe('begin');
  expect(state.asks).toHaveLength(mostProposals);
});

test('what it proposes for an artifact that is not in force is refused, and nothing has happened', () => {
  begin({});
  const proposal = { artifact: 'report', text: 'Better.', why: 'It is shorter.' };
  const before = state;
  const step = {
    epoch: state.run.epoch,
    estimate: noCost,
    call: toolCall('propose', { proposal }),
    turns: ['propose'],
  };
  expect(told({ kind: 'begin_step', ...its(), ...step })).toEqual({
    ...{ refused: 'not_found', what: 'artifact', id: 'report' },
  });
  expect(state).toBe(before);
});

test('what came of its last call is kept where it then fails, and an approval is used once', () => {
  begin({ call: deploy, turns: ['deploy'] });
  answer('approve');
  claim();
  begin({ call: deploy });
  const fault = { error: 'No progress.', reason: 'stage_failed', passing: false, certain: true, cost: noCost } as const;
  tell({ kind: 'fail', ...its(), ...fault, turns: ['deployed'] });
  expect(decision.turns).toMatchObject([{ talk: 'talk-1', number: 2 }]);
  answer('resume', 'Do something else.');
  expect(attempt()).toMatchObject({ number: 2, talk: 'talk-1', turns: 2 });
});

describe('a fault of the provider that passes', () => {
  const fault = { error: 'Busy.', reason: 'stage_failed', passing: true, certain: true, cost: noCost } as const;
  const waits = () => {
    const due = decision.effects.flatMap((it) => (it.do === 'run_stage' ? [it.dueAt.getTime()] : []));
    return due.map((at) => at - state.run.startedAt.getTime() - seconds * 1000);
  };

  test('is tried again in a moment, and not before the provider asks for it', () => {
    begin({});
    tell({ kind: 'fail', ...its(), ...fault });
    expect(waits()).toEqual([1000]);
    claim();
    begin({});
    tell({ kind: 'fail', ...its(), ...fault, retryAfter: 20_000 });
    expect(waits()).toEqual([20_000]);
    claim();
    begin({});
    tell({ kind: 'fail', ...its(), ...fault, retryAfter: 20_000 });
    expect([state.run.status, waits()]).toEqual(['blocked', []]);
  });
});
