import { SocketModeClient } from '@slack/socket-mode';
import { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeSlack, startSlack } from '../slack.ts';
import type { Json } from '../world/message.ts';

interface Arrived {
  ack: (response?: object) => Promise<void>;
  type: string;
  body: { type: string; trigger_id: string; response_url: string; event?: Json; container?: Json; view?: Json };
}

let slack: FakeSlack;
let socket: SocketModeClient;
let web: WebClient;
let C: string;
let arrived: Arrived[];
let answer: (what: Arrived) => Promise<unknown>;

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const confirm = { title: plain('Sure?'), text: plain('It ends.'), confirm: plain('End it'), deny: plain('Keep') };
const button = (label: string, more: object = {}) => ({
  type: 'button',
  text: plain(label),
  action_id: label,
  ...more,
});
const actions = (...elements: object[]) => ({ type: 'actions', block_id: 'run.1.1.0', elements });
const input = (name: string, element: object = { type: 'plain_text_input' }, more: object = {}) => ({
  ...{ type: 'input', block_id: `field.${name}.1`, label: plain(name), element: { action_id: 'value', ...element } },
  ...more,
});
const modal = (blocks: object[], more: object = {}) =>
  ({ type: 'modal', title: plain('Start'), submit: plain('Run'), callback_id: 'form', blocks, ...more }) as never;

beforeEach(async () => {
  slack = await startSlack({ pace: 'off', ackWithin: 300 });
  C = slack.channel('film').id;
  arrived = [];
  answer = ({ ack }) => ack();
  web = new WebClient(slack.app.botToken, { slackApiUrl: slack.apiUrl.href, retryConfig: { retries: 0 } });
  socket = new SocketModeClient({ appToken: slack.app.appToken, clientOptions: { slackApiUrl: slack.apiUrl.href } });
  socket.on('slack_event', (what: Arrived) => {
    arrived.push(what);
    void answer(what);
  });
  await socket.start();
});
afterEach(async () => {
  await socket.disconnect();
  await slack.close();
});

const postCard = async (...elements: object[]): Promise<{ channel: string; ts: string }> => {
  const { ts } = await web.chat.postMessage({ channel: C, text: 'A card', blocks: [actions(...elements)] });
  arrived.length = 0;
  return { channel: C, ts: ts! };
};
const bodies = (type: string) => arrived.filter(({ body }) => body.type === type).map(({ body }) => body);
const openWith = async (view: never): Promise<void> => {
  const card = await postCard(button('Open'));
  answer = async ({ ack, body }) => {
    await ack();
    await web.views.open({ trigger_id: body.trigger_id, view });
  };
  await slack.person('ada').press(card, 'Open');
  await slack.until(() => slack.person('ada').dialog() !== null, 'the modal');
  answer = ({ ack }) => ack();
};

describe('a press', () => {
  it('says who, where, on what and which', async () => {
    const card = await postCard(button('Pause', { value: 'token-1' }));
    const ada = slack.person('ada');
    await ada.press(card, 'Pause');
    const [body] = bodies('block_actions');
    expect(body).toMatchObject({
      user: { id: ada.id, team_id: slack.team.id },
      team: { id: slack.team.id },
      channel: { id: C, name: 'film' },
      container: { type: 'message', message_ts: card.ts, channel_id: C, is_ephemeral: false },
      message: { ts: card.ts },
      actions: [{ action_id: 'Pause', block_id: 'run.1.1.0', value: 'token-1', type: 'button' }],
    });
    await expect(ada.press(card, 'Resume')).rejects.toThrow('no button “Resume” here, but Pause');
  });

  it('goes nowhere before its native dialog is taken', async () => {
    const card = await postCard(button('Cancel', { confirm }));
    const ada = slack.person('ada');
    expect(await ada.press(card, 'Cancel')).toBeNull();
    expect(ada.dialog()).toMatchObject({ kind: 'confirm', text: 'Sure?\nIt ends.', yes: 'End it', no: 'Keep' });
    ada.deny();
    expect(ada.dialog()).toBeNull();
    expect(arrived).toEqual([]);
    await ada.press(card, 'Cancel');
    await ada.accept();
    expect(bodies('block_actions')).toHaveLength(1);
  });

  it('in an ephemeral message knows no message, and can replace it five times', async () => {
    const ada = slack.person('ada');
    const blocks = [actions(button('Yes'))] as never;
    await web.chat.postEphemeral({ channel: C, user: ada.id, text: 'psst', blocks });
    await ada.pressPrivately('Yes');
    const [body] = bodies('block_actions');
    expect(body?.container).toMatchObject({ is_ephemeral: true });
    expect(body).not.toHaveProperty('message');
    const respond = (more: object) =>
      fetch(body!.response_url, {
        method: 'POST',
        body: JSON.stringify(more),
        headers: { 'content-type': 'application/json' },
      });
    expect((await respond({ replace_original: true, text: 'done' })).status).toBe(200);
    expect(ada.privately().map(({ text }) => text)).toEqual(['done']);
    for (const text of ['2', '3', '4', '5']) expect((await respond({ text })).status).toBe(200);
    expect((await respond({ text: '6' })).status).toBe(404);
    expect(ada.privately().map(({ text }) => text)).toEqual(['done', '2', '3', '4', '5']);
  });

  it('of somebody of another company says which', async () => {
    slack.channel('shared', { sharedWith: 'Quill' });
    const stranger = slack.person('eve', { team: 'Quill' });
    const { ts } = await web.chat.postMessage({
      channel: slack.channel('shared').id,
      text: 'x',
      blocks: [actions(button('Go'))] as never,
    });
    await stranger.press({ channel: 'shared', ts: ts! }, 'Go');
    expect(bodies('block_actions')[0]).toMatchObject({ user: { team_id: 'T0QUILL' }, team: { id: slack.team.id } });
    await stranger.type({ channel: 'shared' }, 'hello');
    const said = arrived.find(({ body }) => body.event?.user === stranger.id);
    expect(said?.body).toMatchObject({ is_ext_shared_channel: true, event: { user_team: 'T0QUILL', team: 'T0QUILL' } });
    expect(() => stranger.sees({ channel: 'film' })).toThrow('eve is not in #film');
  });

  it('chooses in menus', async () => {
    const option = (name: string) => ({ text: plain(name), value: name.toLowerCase() });
    const card = await postCard(
      { type: 'static_select', action_id: 'm', options: [option('One'), option('Two')] },
      { type: 'overflow', action_id: 'o', options: [option('More')] },
    );
    await slack.person('ada').choose(card, 'Two');
    await slack.person('ada').choose(card, 'more');
    expect(bodies('block_actions')).toMatchObject([
      { actions: [{ type: 'static_select', selected_option: { value: 'two' } }] },
      { actions: [{ type: 'overflow', selected_option: { value: 'more' } }] },
    ]);
  });
});

describe('a trigger', () => {
  it('opens once, within its life', async () => {
    const card = await postCard(button('Open'));
    const [first, second] = [
      await slack.person('ada').press(card, 'Open'),
      await slack.person('ada').press(card, 'Open'),
    ];
    const open = async (delivery: typeof first) =>
      web.views.open({ trigger_id: String(delivery?.payload.trigger_id), view: modal([input('brief')]) }).then(
        () => 'open',
        (error: { data: { error: string } }) => error.data.error,
      );
    expect(await open(first)).toBe('open');
    expect(await open(first)).toBe('exchanged_trigger_id');
    slack.clock.advance(3001);
    expect(await open(second)).toBe('expired_trigger_id');
  });
});

describe('a modal', () => {
  it('shows its fields, minds what the client minds, and sends its state', async () => {
    await openWith(
      modal([
        input('brief', { type: 'plain_text_input', max_length: 10 }),
        input('note', undefined, { optional: true }),
      ]),
    );
    const ada = slack.person('ada');
    expect(ada.dialog()).toMatchObject({
      title: 'Start',
      yes: 'Run',
      fields: [{ blockId: 'field.brief.1', label: 'brief', value: '' }, {}],
    });
    expect(await ada.submit()).toBeNull();
    expect(ada.dialog()?.fields[0]?.problem).toMatch(/required/);
    expect(await ada.submit({ brief: 'x'.repeat(11) })).toBeNull();
    await ada.submit({ brief: 'a < b\nc' });
    const [body] = bodies('view_submission');
    expect(body?.view).toMatchObject({ callback_id: 'form', app_installed_team_id: slack.team.id });
    expect(body?.view?.state).toEqual({
      values: {
        'field.brief.1': { value: { type: 'plain_text_input', value: 'a < b\nc' } },
        'field.note.1': { value: { type: 'plain_text_input', value: null } },
      },
    });
    expect(ada.dialog()).toBeNull();
  });

  it('comes back with errors, updated or pushed, as it is answered', async () => {
    await openWith(modal([input('brief')]));
    const ada = slack.person('ada');
    answer = ({ ack }) => ack({ response_action: 'errors', errors: { 'field.brief.1': 'Say more.' } });
    await ada.submit({ brief: 'Salt' });
    expect(ada.dialog()?.fields[0]).toMatchObject({ value: 'Salt', problem: 'Say more.' });
    answer = ({ ack }) => ack({ response_action: 'update', view: modal([input('brief'), input('more')]) });
    await ada.submit();
    expect(ada.dialog()?.fields.map(({ value, problem }) => [value, problem])).toEqual([
      ['Salt', null],
      ['', null],
    ]);
    answer = ({ ack }) => ack({ response_action: 'push', view: modal([input('why')]) });
    await ada.submit({ more: 'x' });
    expect(ada.dialog()?.fields.map(({ label }) => label)).toEqual(['why']);
    await ada.closeDialog();
    expect(ada.dialog()?.fields).toHaveLength(2);
    answer = ({ ack }) => ack({ response_action: 'clear' });
    await ada.submit();
    expect(ada.dialog()).toBeNull();
  });

  it('stays open with a complaint when the answer is late, or can’t be used', async () => {
    await openWith(modal([input('brief')]));
    const ada = slack.person('ada');
    answer = async () => undefined;
    await ada.submit({ brief: 'Salt' });
    expect(ada.dialog()).toMatchObject({
      trouble: 'We had some trouble connecting. Try again?',
      fields: [{ value: 'Salt' }],
    });
    answer = ({ ack }) => ack({ response_action: 'errors', errors: { nobody: 'x' } });
    await ada.submit();
    expect(ada.dialog()?.trouble).toMatch(/trouble/);
    answer = ({ ack }) => ack({ response_action: 'update', view: { type: 'modal' } });
    await ada.submit();
    expect(ada.dialog()?.trouble).toMatch(/trouble/);
  });

  it('tells that it was closed only where it was asked to', async () => {
    await openWith(modal([input('brief')]));
    await slack.person('ada').closeDialog();
    expect(bodies('view_closed')).toEqual([]);
    await openWith(modal([input('brief')], { notify_on_close: true }));
    await slack.person('ada').closeDialog();
    expect(bodies('view_closed')).toHaveLength(1);
  });

  it('is updated under its hash, and stacks three high', async () => {
    await openWith(modal([input('brief'), actions(button('Deeper'))]));
    const ada = slack.person('ada');
    ada.fill({ brief: 'typed' });
    const delivery = await ada.pressInModal('Deeper');
    const { id, hash } = delivery?.payload.view as { id: string; hash: string };
    await web.views.update({ view_id: id, hash, view: modal([input('brief'), actions(button('Deeper'))]) });
    expect(ada.dialog()?.fields[0]?.value).toBe('typed');
    const errorOf = (call: Promise<unknown>) =>
      call.then(
        () => null,
        (error: { data: { error: string } }) => error.data.error,
      );
    expect(await errorOf(web.views.update({ view_id: id, hash, view: modal([]) }))).toBe('hash_conflict');
    expect(await errorOf(web.views.update({ view_id: 'V0', view: modal([]) }))).toBe('not_found');
    for (const expected of [null, null, 'push_limit_reached']) {
      const deeper = await ada.pressInModal('Deeper');
      const push = web.views.push({
        trigger_id: String(deeper?.payload.trigger_id),
        view: modal([actions(button('Deeper'))]),
      });
      expect(await errorOf(push)).toBe(expected);
    }
  });
});

describe('words', () => {
  it('can be edited and deleted by who wrote them; a preview changes no text', async () => {
    const ada = slack.person('ada');
    const ts = await ada.type({ channel: 'film' }, 'frist');
    await ada.preview({ channel: C, ts });
    await ada.edit({ channel: C, ts }, 'first');
    await ada.remove({ channel: C, ts });
    const events = arrived.map(({ body }) => body.event as Json);
    expect(events.map((it) => it.subtype)).toEqual([
      undefined,
      'message_changed',
      'message_changed',
      'message_deleted',
    ]);
    expect(events[1]).toMatchObject({ message: { text: 'frist', ts }, previous_message: { text: 'frist' } });
    expect(events[2]).toMatchObject({
      message: { text: 'first', edited: { user: ada.id } },
      previous_message: { text: 'frist' },
    });
    expect(events[3]).toMatchObject({ deleted_ts: ts, previous_message: { text: 'first' } });
    await expect(slack.person('ben').edit({ channel: C, ts }, 'x')).rejects.toThrow('does not see');
  });

  it('in a thread name it; to the bot alone they are no mention', async () => {
    const ada = slack.person('ada');
    const root = await ada.type({ channel: 'film' }, 'root');
    await ada.type({ channel: 'film', thread: root }, 'reply');
    await ada.direct('@wheelhouse help');
    const events = arrived.map(({ body }) => body.event as Json);
    expect(events[1]).toMatchObject({ thread_ts: root, parent_user_id: ada.id, channel_type: 'channel' });
    expect(events.slice(2)).toMatchObject([{ type: 'message', channel_type: 'im' }]);
  });

  it('of the bot come back to it as its own', async () => {
    await web.chat.postMessage({ channel: C, text: 'x' });
    await web.chat.postMessage({ channel: C, text: 'x', username: 'Editor' });
    await slack.until(() => arrived.length === 2, 'both events');
    expect(arrived[0]?.body.event).toMatchObject({ bot_id: slack.app.botId, user: slack.app.botUser });
    expect(arrived[1]?.body.event).toMatchObject({
      bot_id: slack.app.botId,
      subtype: 'bot_message',
      username: 'Editor',
    });
  });
});

describe('the App Home', () => {
  it('is opened, published and pressed', async () => {
    const ada = slack.person('ada');
    await ada.openHome();
    expect(arrived[0]?.body.event).toMatchObject({ type: 'app_home_opened', user: ada.id, tab: 'home' });
    await web.views.publish({ user_id: ada.id, view: { type: 'home', blocks: [actions(button('Inbox'))] as never } });
    expect(ada.home()?.buttons).toEqual(['Inbox']);
    await ada.pressInHome('Inbox');
    expect(bodies('block_actions')[0]).toMatchObject({ container: { type: 'view' }, view: { type: 'home' } });
    expect(slack.person('ben').home()).toBeNull();
  });
});
