import { describe, expect, it } from 'vitest';
import type { ChatMessage, Habits } from './messages.ts';
import { refuseRequest, type ChatRequest } from './request.ts';

const user: ChatMessage = { role: 'user', content: 'Go.' };
const call = (id: string, args = '{}') => ({ id, type: 'function', function: { name: 'read', arguments: args } });
const calling = (...calls: ReturnType<typeof call>[]): ChatMessage => ({
  role: 'assistant',
  content: null,
  tool_calls: calls,
});
const result = (id: string): ChatMessage => ({ role: 'tool', content: 'Done.', tool_call_id: id });
const tool = { type: 'function', function: { name: 'read', description: 'Reads.', parameters: { type: 'object' } } };

const request = (messages: ChatMessage[], more: Partial<ChatRequest> = {}): ChatRequest => ({
  model: 'fake-1',
  messages,
  tools: [tool],
  ...more,
});

describe('the fake endpoint', () => {
  it('takes a talk whose calls all have their results', () => {
    const talk = [user, calling(call('a'), call('b')), result('b'), result('a'), user, calling(call('a')), result('a')];
    expect(refuseRequest(request(talk))).toBeNull();
  });

  it.each<[string, ChatMessage[], RegExp]>([
    ['a result without its call', [user, result('a')], /must be a response to a preceeding message/],
    ['a second result', [user, calling(call('a')), result('a'), result('a')], /must be a response/],
    ['a result after other words', [user, calling(call('a')), user, result('a')], /did not have response messages: a/],
    ['a call without a result', [user, calling(call('a'), call('b')), result('a')], /response messages: b/],
    ['two calls with one id', [user, calling(call('a'), call('a')), result('a')], /Duplicate value/],
    ['an id of 41 letters', [user, calling(call('x'.repeat(41))), result('x'.repeat(41))], /string too long/],
    ['arguments that are no object', [user, calling(call('a', '"b"')), result('a')], /no JSON object/],
    ['arguments that are no JSON', [user, calling(call('a', '{')), result('a')], /no JSON object/],
    ['an empty message', [{ role: 'user', content: '' }], /Invalid content/],
    ['a message with more than is known', [{ ...user, policy: 'steer' } as ChatMessage], /not allowed \(policy\)/],
    [
      'reasoning that it never gave',
      [{ ...calling(call('a')), reasoning_content: 'Hm.' }, result('a')],
      /reasoning_content/,
    ],
  ])('refuses %s', (_, messages, words) => {
    expect(refuseRequest(request(messages))).toMatch(words);
  });

  it.each<[string, Partial<ChatRequest>, RegExp]>([
    ['no tools, but a choice of them', { tools: undefined, tool_choice: 'auto' }, /only allowed when 'tools'/],
    ['an empty list of tools', { tools: [] }, /too short/],
    ['two tools of one name', { tools: [tool, tool] }, /not unique/],
    [
      'a tool whose input is no object',
      { tools: [{ ...tool, function: { ...tool.function, parameters: {} } }] },
      /type: "object"/,
    ],
    ['an option that it does not know', { policy: 'steer' } as Partial<ChatRequest>, /Unrecognized request arguments/],
  ])('refuses %s', (_, more, words) => {
    expect(refuseRequest(request([user], more))).toMatch(words);
  });

  it('wants back what it gave with a call, where it is of those that do', () => {
    const habits: Habits = { reasons: true, signatures: new Map([['a', 'sig']]) };
    const signed = { ...call('a'), extra_content: { google: { thought_signature: 'sig' } } };
    const reasoned = { ...calling(signed), reasoning_content: 'Hm.' };
    expect(refuseRequest(request([user, reasoned, result('a')]), habits)).toBeNull();
    expect(refuseRequest(request([user, calling(signed), result('a')]), habits)).toMatch(
      /reasoning_content is missing/,
    );
    const unsigned = { ...calling(call('a')), reasoning_content: 'Hm.' };
    expect(refuseRequest(request([user, unsigned, result('a')]), habits)).toMatch(/missing a thought_signature/);
  });
});
