import { describe, expect, it } from 'vitest';
import type { FakeSlack } from '../slack.ts';
import type { Json } from '../world/message.ts';
import { actions, type App, button, useApp } from './rig.ts';

let app: App;
let slack: FakeSlack;
useApp((opened) => ({ slack } = app = opened));

describe('words', () => {
  it('can be edited and deleted by who wrote them; a preview changes no text', async () => {
    const ada = slack.person('ada');
    const ts = await ada.type({ channel: 'film' }, 'frist');
    await ada.preview({ channel: app.channel, ts });
    await ada.edit({ channel: app.channel, ts }, 'first');
    await ada.remove({ channel: app.channel, ts });
    const events = app.arrived.map(({ body }) => body.event as Json);
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
    await expect(slack.person('ben').edit({ channel: app.channel, ts }, 'x')).rejects.toThrow('does not see');
  });

  it('in a thread name it; to the bot alone they are no mention', async () => {
    const ada = slack.person('ada');
    const root = await ada.type({ channel: 'film' }, 'root');
    await ada.type({ channel: 'film', thread: root }, 'reply');
    await ada.direct('@wheelhouse help');
    const events = app.arrived.map(({ body }) => body.event as Json);
    expect(events[1]).toMatchObject({ thread_ts: root, parent_user_id: ada.id, channel_type: 'channel' });
    expect(events.slice(2)).toMatchObject([{ type: 'message', channel_type: 'im' }]);
  });

  it('of the bot come back to it as its own', async () => {
    await app.web.chat.postMessage({ channel: app.channel, text: 'x' });
    await app.web.chat.postMessage({ channel: app.channel, text: 'x', username: 'Editor' });
    await slack.until(() => app.arrived.length === 2, 'both events');
    expect(app.arrived[0]?.body.event).toMatchObject({ bot_id: slack.app.botId, user: slack.app.botUser });
    expect(app.arrived[1]?.body.event).toMatchObject({
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
    expect(app.arrived[0]?.body.event).toMatchObject({ type: 'app_home_opened', user: ada.id, tab: 'home' });
    await app.web.views.publish({
      user_id: ada.id,
      view: { type: 'home', blocks: [actions(button('Inbox'))] as never },
    });
    expect(ada.home()?.buttons).toEqual(['Inbox']);
    await ada.pressInHome('Inbox');
    expect(app.bodies('block_actions')[0]).toMatchObject({ container: { type: 'view' }, view: { type: 'home' } });
    expect(slack.person('ben').home()).toBeNull();
  });
});
