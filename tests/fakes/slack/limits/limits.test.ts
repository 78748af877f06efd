import { describe, expect, it } from 'vitest';
import { refuseMessage } from './message.ts';
import { refuseView } from './view.ts';

const words = (length: number) => 'x'.repeat(length);
const plain = (length: number) => ({ type: 'plain_text', text: words(length) });
const mrkdwn = (length: number) => ({ type: 'mrkdwn', text: words(length) });
const section = (length: number) => ({ type: 'section', text: mrkdwn(length) });
const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const button = (more: object = {}) => ({ type: 'button', text: plain(5), ...more });
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const confirm = (more: object = {}) => ({
  title: plain(100),
  text: mrkdwn(300),
  confirm: plain(30),
  deny: plain(30),
  ...more,
});
const option = (text: number, value: number) => ({ text: plain(text), value: words(value) });
const select = (options: object[]) => ({ type: 'static_select', options });

const faultOf = (...blocks: object[]) => {
  const refusal = refuseMessage({ text: 'x', blocks });
  return refusal === null ? null : [refusal.error, ...refusal.messages].join(': ');
};

describe('the limits of a message', () => {
  it.each([
    [
      'section text',
      section(3000),
      section(3001),
      'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
    ],
    ['empty text', section(1), section(0), 'must be more than 0 characters [json-pointer:/blocks/0/text/text]'],
    [
      'fields',
      { type: 'section', fields: many(10, () => mrkdwn(9)) },
      { type: 'section', fields: many(11, () => mrkdwn(9)) },
      'no more than 10 items allowed [json-pointer:/blocks/0/fields]',
    ],
    [
      'a field',
      { type: 'section', fields: [mrkdwn(2000)] },
      { type: 'section', fields: [mrkdwn(2001)] },
      '/blocks/0/fields/0/text]',
    ],
    ['header', { type: 'header', text: plain(150) }, { type: 'header', text: plain(151) }, 'must be less than 151'],
    [
      'header of mrkdwn',
      { type: 'header', text: plain(1) },
      { type: 'header', text: mrkdwn(1) },
      'unsupported type: mrkdwn',
    ],
    [
      'context',
      { type: 'context', elements: many(10, () => mrkdwn(1)) },
      { type: 'context', elements: many(11, () => mrkdwn(1)) },
      'no more than 10 items',
    ],
    ['actions', actions(...many(25, () => button())), actions(...many(26, () => button())), 'no more than 25 items'],
    ['no actions', actions(button()), actions(), 'no fewer than 1 items'],
    ['button text', actions(button({ text: plain(75) })), actions(button({ text: plain(76) })), 'must be less than 76'],
    [
      'button value',
      actions(button({ value: words(2000) })),
      actions(button({ value: words(2001) })),
      'must be less than 2001',
    ],
    [
      'action_id',
      actions(button({ action_id: words(255) })),
      actions(button({ action_id: words(256) })),
      'must be less than 256',
    ],
    [
      'block_id',
      { ...section(1), block_id: words(255) },
      { ...section(1), block_id: words(256) },
      'must be less than 256',
    ],
    [
      'action_ids',
      actions(button({ action_id: 'a' }), button({ action_id: 'b' })),
      actions(button({ action_id: 'a' }), button({ action_id: 'a' })),
      'already exists',
    ],
    [
      'confirm title',
      actions(button({ confirm: confirm() })),
      actions(button({ confirm: confirm({ title: plain(101) }) })),
      'must be less than 101',
    ],
    [
      'confirm text',
      actions(button({ confirm: confirm() })),
      actions(button({ confirm: confirm({ text: mrkdwn(301) }) })),
      'must be less than 301',
    ],
    [
      'confirm button',
      actions(button({ confirm: confirm() })),
      actions(button({ confirm: confirm({ deny: plain(31) }) })),
      'must be less than 31',
    ],
    [
      'options',
      actions(select(many(100, () => option(75, 75)))),
      actions(select(many(101, () => option(1, 1)))),
      'no more than 100 items',
    ],
    ['option text', actions(select([option(75, 75)])), actions(select([option(76, 1)])), 'must be less than 76'],
    ['properties', section(1), { ...section(1), label: 'x' }, 'invalid additional property: label'],
    ['alert', section(1), { type: 'alert', text: plain(1) }, 'unsupported type: alert'],
    ['style', actions(button({ style: 'danger' })), actions(button({ style: 'big' })), 'must be a valid enum value'],
    [
      'an empty fence',
      { type: 'rich_text', elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: '\n' }] }] },
      { type: 'rich_text', elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: '' }] }] },
      'must be more than 0',
    ],
  ])('%s: is taken up to the limit, and refused beyond it', (_, good, bad, fault) => {
    expect(faultOf(good)).toBeNull();
    expect(faultOf(bad)).toContain('invalid_blocks: ');
    expect(faultOf(bad)).toContain(fault);
  });

  it('are 50 blocks with ids of their own', () => {
    expect(faultOf(...many(50, () => section(1)))).toBeNull();
    expect(faultOf(...many(51, () => section(1)))).toContain('no more than 50 items allowed [json-pointer:/blocks]');
    expect(faultOf({ ...section(1), block_id: 'a' }, { ...section(1), block_id: 'a' })).toContain('already exists');
  });

  it('are some 10,000 characters in all blocks, and 40,000 of text', () => {
    expect(faultOf(...many(4, () => section(2500)))).toBeNull();
    expect(faultOf(...many(4, () => section(2500)), section(1))).toBe('msg_blocks_too_long');
    expect(refuseMessage({ text: words(40_000) })).toBeNull();
    expect(refuseMessage({ text: words(40_001) })?.error).toBe('msg_too_long');
  });

  it('ask for something to show', () => {
    expect(refuseMessage({ text: ' ' })?.error).toBe('no_text');
    expect(refuseMessage({ blocks: [] })?.error).toBe('no_text');
    expect(refuseMessage({ text: 'x', blocks: {} })?.error).toBe('invalid_blocks_format');
  });
});

describe('the limits of a view', () => {
  const input = { type: 'input', label: plain(5), element: { type: 'plain_text_input' } };
  const modal = (more: object = {}) => ({ type: 'modal', title: plain(24), blocks: [section(1)], ...more });
  const say = (view: object, kind: 'modal' | 'home' = 'modal') => refuseView(view, kind)?.messages.join() ?? null;

  it.each([
    ['title', modal(), modal({ title: plain(25) }), 'must be less than 25 characters [json-pointer:/view/title/text]'],
    ['submit', modal({ submit: plain(24) }), modal({ submit: plain(25) }), 'must be less than 25'],
    ['close', modal({ close: plain(24) }), modal({ close: plain(25) }), 'must be less than 25'],
    [
      'private_metadata',
      modal({ private_metadata: words(3000) }),
      modal({ private_metadata: words(3001) }),
      'must be less than 3001',
    ],
    ['callback_id', modal({ callback_id: words(255) }), modal({ callback_id: words(256) }), 'must be less than 256'],
    [
      'blocks',
      modal({ blocks: many(100, () => section(1)) }),
      modal({ blocks: many(101, () => section(1)) }),
      'no more than 100 items',
    ],
    ['inputs', modal({ submit: plain(1), blocks: [input] }), modal({ blocks: [input] }), 'submit is required'],
    [
      'alerts',
      modal({ blocks: [{ type: 'alert', text: plain(1) }] }),
      { type: 'home', blocks: [] },
      'unsupported type: home',
    ],
    [
      'initial value',
      modal({
        submit: plain(1),
        blocks: [{ ...input, element: { type: 'plain_text_input', initial_value: words(3000) } }],
      }),
      modal({
        submit: plain(1),
        blocks: [{ ...input, element: { type: 'plain_text_input', initial_value: words(11), max_length: 10 } }],
      }),
      'within min_length and max_length',
    ],
  ])('%s: is taken up to the limit, and refused beyond it', (_, good, bad, fault) => {
    expect(say(good)).toBeNull();
    expect(say(bad)).toContain(fault);
  });

  it('hold a Home as well, which has neither title nor submit', () => {
    expect(say({ type: 'home', blocks: [section(1)] }, 'home')).toBeNull();
    expect(say({ type: 'home', blocks: [section(1)], title: plain(1) }, 'home')).toContain(
      'invalid additional property',
    );
    expect(refuseView({ type: 'home', blocks: many(90, () => section(2900)) }, 'home')?.error).toBe('view_too_large');
  });
});
