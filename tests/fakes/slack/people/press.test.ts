import { describe, expect, it } from 'vitest';
import type { FakeSlack } from '../slack.ts';
import { actions, type App, button, useApp } from './rig.ts';

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const confirm = { title: plain('Sure?'), text: plain('It ends.'), confirm: plain('End it'), deny: plain('Keep') };

let app: App;
let slack: FakeSlack;
useApp((opened) => ({ slack } = app = opened));

describe('a press', () => {
  it('says who, where, on what and which', async () => {
    const card = await app.postCard(button('Pause', { value: 'token-1' }));
    const ada = slack.person('ada');
    await ada.press(card, 'Pause');
    const [body] = app.bodies('block_actions');
    expect(body).toMatchObject({
      user: { id: ada.id, team_id: slack.team.id },
      team: { id: slack.team.id },
      channel: { id: app.channel, name: 'film' },
      container: { type: 'message', message_ts: card.ts, channel_id: app.channel, is_ephemeral: false },
      message: { ts: card.ts },
      actions: [{ action_id: 'Pause', block_id: 'run.1.1.0', value: 'token-1', type: 'button' }],
    });
    await expect(ada.press(card, 'Resume')).rejects.toThrow('no button “Resume” here, but Pause');
  });

  it('goes nowhere before its native dialog is taken', async () => {
    const card = await app.postCard(button('Cancel', { confirm }));
    const ada = slack.person('ada');
    expect(await ada.press(card, 'Cancel')).toBeNull();
    expect(ada.dialog()).toMatchObject({ kind: 'confirm', text: 'Sure?\nIt ends.', yes: 'End it', no: 'Keep' });
    ada.deny();
    expect(ada.dialog()).toBeNull();
    expect(app.arrived).toEqual([]);
    await ada.press(card, 'Cancel');
    await ada.accept();
    expect(app.bodies('block_actions')).toHaveLength(1);
  });

  it('presses what stood there when it began', async () => {
    const card = await app.postCard(button('Approve', { value: 'old' }));
    const late = slack.person('ada').aim(card, 'Approve');
    await app.web.chat.update({ ...card, text: 'Settled', blocks: [] });
    await late();
    expect(app.bodies('block_actions')).toMatchObject([{ actions: [{ value: 'old' }], message: { text: 'Settled' } }]);
  });

  it('can be made up, such as one of a good token on another message', async () => {
    const [card, other] = [await app.postCard(button('Approve')), await app.postCard(button('Else'))];
    const real = await slack.person('ada').press(card, 'Approve');
    const container = { ...(real?.payload.container as object), message_ts: other.ts };
    const attempt = await slack.raw.deliver('interactive', { ...real?.payload, container });
    expect(attempt.failure).toBeNull();
    expect(app.bodies('block_actions').at(-1)).toMatchObject({ container: { message_ts: other.ts } });
  });

  it('in an ephemeral message knows no message, and can replace it five times', async () => {
    const ada = slack.person('ada');
    const blocks = [actions(button('Yes'))] as never;
    await app.web.chat.postEphemeral({ channel: app.channel, user: ada.id, text: 'psst', blocks });
    await ada.pressPrivately('Yes');
    const [body] = app.bodies('block_actions');
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
    const { ts } = await app.web.chat.postMessage({
      channel: slack.channel('shared').id,
      text: 'x',
      blocks: [actions(button('Go'))] as never,
    });
    await stranger.press({ channel: 'shared', ts: ts! }, 'Go');
    expect(app.bodies('block_actions')[0]).toMatchObject({ user: { team_id: 'T0QUILL' }, team: { id: slack.team.id } });
    await stranger.type({ channel: 'shared' }, 'hello');
    const said = app.arrived.find(({ body }) => body.event?.user === stranger.id);
    expect(said?.body).toMatchObject({ is_ext_shared_channel: true, event: { user_team: 'T0QUILL', team: 'T0QUILL' } });
    expect(() => stranger.sees({ channel: 'film' })).toThrow('eve is not in #film');
  });

  it('chooses in menus', async () => {
    const option = (name: string) => ({ text: plain(name), value: name.toLowerCase() });
    const card = await app.postCard(
      { type: 'static_select', action_id: 'm', options: [option('One'), option('Two')] },
      { type: 'overflow', action_id: 'o', options: [option('More')] },
    );
    await slack.person('ada').choose(card, 'Two');
    await slack.person('ada').choose(card, 'more');
    expect(app.bodies('block_actions')).toMatchObject([
      { actions: [{ type: 'static_select', selected_option: { value: 'two' } }] },
      { actions: [{ type: 'overflow', selected_option: { value: 'more' } }] },
    ]);
  });
});
