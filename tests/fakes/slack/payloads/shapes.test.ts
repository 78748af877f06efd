import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FakeSlack, startSlack } from '../slack.ts';
import type { Json } from '../world/message.ts';

const folder = new URL('../../../fixtures/slack/', import.meta.url);
const files = readdirSync(folder).filter((it) => it.endsWith('.json'));
const fixture = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));

const kindOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value);

/** What the fixture has and the other has not, or of another kind; null stands for anything. */
function missing(wanted: unknown, got: unknown, path = ''): string[] {
  if (wanted === null && got !== undefined) return [];
  if (kindOf(wanted) !== kindOf(got)) return [`${path}: ${kindOf(got)} instead of ${kindOf(wanted)}`];
  if (Array.isArray(wanted)) return wanted.length === 0 ? [] : missing(wanted[0], (got as unknown[])[0], `${path}[0]`);
  if (typeof wanted !== 'object') return [];
  return Object.entries(wanted as Json).flatMap(([name, it]) => missing(it, (got as Json)[name], `${path}.${name}`));
}

const plain = (text: string) => ({ type: 'plain_text', text });
const actions = { type: 'actions', elements: [{ type: 'button', text: plain('Pause'), value: 'token-1' }] };
const input = {
  type: 'input',
  block_id: 'field.brief',
  label: plain('Brief'),
  element: { type: 'plain_text_input', action_id: 'value' },
};
const modal = (...blocks: object[]) => ({
  type: 'modal',
  title: plain('Start'),
  submit: plain('Run'),
  notify_on_close: true,
  callback_id: 'form',
  blocks,
});

/** One of everything, as the local Slack sends and answers it, by the fixture's name. */
async function produce(slack: FakeSlack): Promise<Record<string, unknown>> {
  const made: Record<string, unknown> = {};
  const call = async (method: string, args: object): Promise<Json> => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${slack.app.botToken}` };
    const answered = await fetch(new URL(method, slack.apiUrl), {
      method: 'POST',
      headers,
      body: JSON.stringify(args),
    });
    return (await answered.json()) as Json;
  };
  const last = (what: string): Json => slack.deliveries.filter((it) => it.what === what).at(-1)!.payload;
  const channel = slack.channel('film').id;
  const mara = slack.person('mara');

  made['answer.auth-test'] = await call('auth.test', {});
  made['answer.users-info'] = await call('users.info', { user: mara.id });
  made['answer.invalid-blocks'] = await call('chat.postMessage', {
    channel,
    blocks: [{ type: 'section', text: plain('x'.repeat(3001)) }],
  });
  const posted = (made['answer.post-message'] = await call('chat.postMessage', {
    channel,
    text: 'A card',
    blocks: [actions],
  }));
  const pressed = await mara.press({ channel, ts: String(posted.ts) }, 'Pause');
  made['block-actions.message'] = pressed?.payload;
  await call('chat.postEphemeral', { channel, user: mara.id, text: 'psst', blocks: [actions] });
  made['block-actions.ephemeral'] = (await mara.pressPrivately('Pause'))?.payload;
  await call('views.open', { trigger_id: pressed?.payload.trigger_id, view: modal(input, actions) });
  made['block-actions.view'] = (await mara.pressInModal('Pause'))?.payload;
  mara.fill({ brief: 'Salt' });
  made['view-submission'] = (await mara.submit())?.payload;
  await mara.closeDialog();
  made['view-closed'] = last('view_closed');

  const ts = await mara.type({ channel }, '@wheelhouse make it darker');
  made['event.message'] = last('message');
  made['event.app-mention'] = last('app_mention');
  made['message-action'] = (await mara.shortcut({ channel, ts }, 'Steer this run')).payload;
  await mara.edit({ channel, ts }, 'Make it lighter.');
  made['event.message-changed'] = last('message');
  await mara.remove({ channel, ts });
  made['event.message-deleted'] = last('message');
  made['slash-command'] = (await mara.slash({ channel }, '/wheel', 'run')).payload;
  await mara.openHome();
  made['event.app-home-opened'] = last('app_home_opened');
  slack.channel('shared', { sharedWith: 'Quill' });
  await slack.person('eve', { team: 'Quill' }).type({ channel: 'shared' }, 'Hello');
  made['event.message-shared'] = last('message');
  await call('chat.postMessage', {
    channel,
    text: 'I kept the storm.',
    username: 'Story editor',
    icon_emoji: ':memo:',
  });
  made['event.bot-message'] = last('message');
  slack.app.scopes = ['chat:write'];
  made['answer.missing-scope'] = await call('users.info', { user: mara.id });
  return made;
}

describe('the shapes of what Slack sends', () => {
  let slack: FakeSlack;
  let made: Record<string, unknown>;
  beforeAll(async () => {
    slack = await startSlack({ pace: 'off', app: { socketMode: false }, retries: [] });
    made = await produce(slack);
  });
  afterAll(() => slack.close());

  it.each(files)('%s is what the local Slack sends, too', (name) => {
    expect(missing(fixture(name), made[name.replace('.json', '')])).toEqual([]);
  });

  it('are seen to be missing', () => {
    const wanted = { a: 1, b: [{ c: 'x' }], d: null };
    expect(missing(wanted, { a: 'x', b: [{}], d: 3 })).toEqual([
      '.a: string instead of number',
      '.b[0].c: undefined instead of string',
    ]);
  });
});
