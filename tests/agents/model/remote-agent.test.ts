import { describe, expect, it } from 'vitest';
import type { Talk } from '../../../src/agents/model/agent-model.ts';
import type { ModelTurn, Turn } from '../../../src/agents/model/turn.ts';
import { agentOf, ask, house, read, talkOf } from './rig.ts';
import { useFakeModel } from './use-fake.ts';

const used = useFakeModel();

async function answered(talk: Talk): Promise<ModelTurn> {
  const reply = await ask(used, talk);
  if (reply.kind !== 'answered') throw new Error(`It failed: ${reply.error}`);
  return reply.turn;
}

describe('a model with tools', () => {
  it('answers with the calls that it wants made, at the price of one request', async () => {
    used.fake.script = [
      { kind: 'calls', text: 'Let me see.', calls: [{ id: 'c1', name: 'read', input: { path: 'a.js' } }] },
    ];
    expect(await ask(used, talkOf(house('Fix it.')))).toEqual({
      kind: 'answered',
      turn: { by: 'model', text: 'Let me see.', calls: [{ id: 'c1', tool: 'read', input: { path: 'a.js' } }] },
      cut: false,
      cost: { inputTokens: 100, outputTokens: 20, microUsd: 600 },
    });
    expect(used.fake.requests).toHaveLength(1);
    expect(used.fake.requests[0]).toMatchObject({ max_tokens: 1000, tool_choice: 'auto' });
    expect(used.fake.requests[0]!.tools).toMatchObject([
      { function: { name: 'read', description: 'Reads a file.', parameters: { required: ['path'] } } },
    ]);
  });

  it('is sent a whole talk as the endpoint wants it, with results beside their calls', async () => {
    used.fake.script = [
      {
        kind: 'calls',
        calls: [
          { name: 'read', input: { path: 'a' } },
          { name: 'read', input: { path: 'b' } },
        ],
      },
    ];
    const first = await answered(talkOf(house('Fix it.')));
    const [a, b] = first.calls;
    const results: Turn[] = [
      { by: 'tool', call: a!.id, text: 'A' },
      { by: 'tool', call: b!.id, text: 'B' },
    ];
    const said: Turn = { by: 'person', message: 'msg-1', name: 'Ada', text: 'Leave b alone.' };
    await answered(talkOf(house('Fix it.'), first, ...results, said));
    expect(used.fake.requests[1]!.messages.map((it) => [it.role, it.content])).toEqual([
      ['system', 'You are Ines.'],
      ['user', 'Fix it.'],
      ['assistant', null],
      ['tool', 'A'],
      ['tool', 'B'],
      ['user', 'Ada: Leave b alone.'],
    ]);
  });

  it('is given turns of ours in a row as one: the templates of some models take no other', async () => {
    const said: Turn = { by: 'person', message: 'msg-1', name: 'Ada', text: 'Be quick.' };
    const empty: Turn = { by: 'model', text: '', calls: [] };
    await answered(talkOf(house('Fix it.'), said, empty, house('That was empty.')));
    expect(used.fake.requests[0]!.messages.slice(1)).toEqual([
      { role: 'user', content: 'Fix it.\n\nAda: Be quick.\n\nThat was empty.' },
    ]);
  });

  it.each([
    ['a tool that nobody offered', { name: 'delete', input: {} }, {}],
    ['arguments that are cut off', { name: 'read', input: '{"path": "a' }, '{"path": "a'],
    ['arguments that are no object', { name: 'read', input: '["a"]' }, ['a']],
    ['arguments of another shape', { name: 'read', input: { file: 'a' } }, { file: 'a' }],
    ['no arguments at all', { name: 'read', input: '' }, {}],
    ['a character that can not be kept', { name: 'read', input: { path: 'a\0' } }, '{"path":"a\\u0000"}'],
  ])('hands on %s as it came, in one request, and can be sent it again', async (_, call, input) => {
    used.fake.script = [{ kind: 'calls', calls: [call] }];
    const turn = await answered(talkOf(house('Fix it.')));
    expect(turn.calls).toMatchObject([{ tool: call.name, input }]);
    expect(used.fake.requests, 'the library sends nothing on by itself').toHaveLength(1);
    await answered(talkOf(house('Fix it.'), turn, { by: 'tool', call: turn.calls[0]!.id, text: 'No.' }));
  });

  it('gives back what an endpoint gave with its calls', async () => {
    used.fake.reasons = true;
    const calls = [{ id: 'signed', name: 'read', input: { path: 'a' }, signature: 'sig-1' }];
    used.fake.script = [{ kind: 'calls', reasoning: 'I had better look.', calls }];
    const turn = await answered(talkOf(house('Fix it.')));
    await answered(talkOf(house('Fix it.'), turn, { by: 'tool', call: 'signed', text: 'A' }));
    const sent = JSON.stringify(used.fake.requests[1]);
    expect(sent).toContain('I had better look.');
    expect(sent).toContain('sig-1');
  });

  it('is told to call nothing at the close, with its tools in sight', async () => {
    await ask(used, { ...talkOf(house('Say where you stand.')), closing: true });
    expect(used.fake.requests[0]!.tool_choice).toBe('none');
    expect(used.fake.requests[0]!.tools).toHaveLength(1);
  });

  it('says when an answer was cut, and counts tokens where the endpoint does not', async () => {
    used.fake.script = [{ kind: 'calls', calls: [{ name: 'read', input: '{"pa' }], finish: 'length', usage: null }];
    const talk = talkOf(house('Fix it.'));
    const reply = await ask(used, talk);
    expect(reply).toMatchObject({ kind: 'answered', cut: true });
    expect(reply.cost.inputTokens).toBe(agentOf(used).estimate(talk, [read]).inputTokens);
    expect(reply.cost.outputTokens).toBeGreaterThan(5);
  });

  it('is estimated at all that is sent, and the longest answer', () => {
    const { inputTokens, outputTokens } = agentOf(used).estimate(talkOf(house('x'.repeat(4000))), [read]);
    expect(inputTokens).toBeGreaterThan(1000);
    expect(inputTokens).toBeLessThan(1100);
    expect(outputTokens).toBe(1000);
  });
});
