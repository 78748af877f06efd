import { ErrorCode, WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeSlack, startSlack } from '../slack.ts';

let slack: FakeSlack;
let client: WebClient;
let C: string;

const newClient = (token = slack.app.botToken, more: object = {}): WebClient =>
  new WebClient(token, {
    slackApiUrl: slack.apiUrl.href,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: silent,
    ...more,
  });
const quiet = (): void => undefined;
const silent = {
  ...{ debug: quiet, info: quiet, warn: quiet, error: quiet, setLevel: quiet, setName: quiet },
  getLevel: () => 'error' as never,
};

beforeEach(async () => {
  slack = await startSlack({ pace: 'off' });
  slack.person('ada');
  C = slack.channel('film').id;
  client = newClient();
});
afterEach(() => slack.close());

interface Refused {
  data: { error: string; needed?: string; provided?: string; response_metadata?: { messages?: string[] } };
}
/** The name of Slack's error, or null when the call was taken. */
const errorOf = async (call: Promise<unknown>): Promise<string | null> =>
  call.then(
    () => null,
    (error: Refused) => error.data.error,
  );
const section = (text: string) => ({ type: 'section' as const, text: { type: 'mrkdwn' as const, text } });
const post = async (more: object = {}): Promise<string> =>
  (await client.chat.postMessage({ channel: C, text: 'Hello', ...more })).ts!;

describe('tokens and scopes', () => {
  it('let the bot in, and say who it is', async () => {
    expect(await client.auth.test()).toMatchObject({ ok: true, team_id: slack.team.id, user_id: slack.app.botUser });
  });

  it('are refused by name', async () => {
    expect(await errorOf(newClient('').auth.test())).toBe('not_authed');
    expect(await errorOf(newClient('xoxb-wrong').auth.test())).toBe('invalid_auth');
    expect(await errorOf(newClient(slack.app.appToken).auth.test())).toBe('not_allowed_token_type');
    expect(await errorOf(client.apps.connections.open({}))).toBe('not_allowed_token_type');
    expect(await errorOf(client.apiCall('no.such'))).toBe('unknown_method');
    slack.revokeToken();
    expect(await errorOf(client.auth.test())).toBe('token_revoked');
  });

  it('are asked for per method, with what is needed and what is there', async () => {
    slack.app.scopes = ['chat:write'];
    const refused = await client.users.info({ user: 'U1' }).catch((error: Refused) => error.data);
    expect(refused).toMatchObject({ error: 'missing_scope', needed: 'users:read', provided: 'chat:write' });
    expect(await errorOf(post())).toBeNull();
    expect(await errorOf(post({ username: 'Editor' }))).toBe('missing_scope');
    expect(await errorOf(client.conversations.history({ channel: C }))).toBe('missing_scope');
  });
});

describe('a thread that is read', () => {
  const read = (ts: string, more: object = {}, channel = C) => client.conversations.replies({ channel, ts, ...more });
  const stampsIn = ({ messages = [] }: { messages?: { ts?: string }[] }) => messages.map(({ ts }) => ts);

  it('comes page by page, oldest first, behind its head', async () => {
    const root = await post();
    const replies: string[] = [];
    for (let n = 0; n < 5; n += 1) replies.push(await post({ thread_ts: root }));
    const first = await read(root, { limit: 4 });
    expect([stampsIn(first), first.has_more]).toEqual([[root, ...replies.slice(0, 3)], true]);
    const cursor = first.response_metadata?.next_cursor;
    const second = await read(root, { limit: 4, cursor });
    expect([stampsIn(second), second.response_metadata?.next_cursor]).toEqual([replies.slice(3), '']);
    expect(stampsIn(await read(root, { oldest: replies[3] }))).toEqual([root, replies[4]]);
    const other = await post();
    expect(await errorOf(read(other, { cursor }))).toBe('invalid_cursor');
    expect(await errorOf(read(root, { cursor: 'next' }))).toBe('invalid_cursor');
    expect(await errorOf(read(root, { oldest: 'yesterday' }))).toBe('invalid_ts_oldest');
  });

  it('is refused where there is none, where the bot is not, and without the scope for its kind of channel', async () => {
    const root = await post();
    const hidden = slack.channel('hidden', { kind: 'private' });
    const inside = (await client.chat.postMessage({ channel: hidden.id, text: 'Hello' })).ts!;
    expect(await errorOf(read('1.000001'))).toBe('thread_not_found');
    slack.app.scopes = slack.app.scopes.filter((scope) => scope !== 'groups:history');
    expect(await errorOf(read(inside, {}, hidden.id))).toBe('missing_scope');
    expect(await errorOf(read(root))).toBeNull();
    await slack.removeBot('film');
    expect(await errorOf(read(root))).toBe('not_in_channel');
  });

  it('may be read fifty times a minute', async () => {
    const root = await post();
    slack.pacer.pace = 'strict';
    for (let n = 0; n < 50; n += 1) await read(root);
    await expect(read(root)).rejects.toMatchObject({ code: ErrorCode.RateLimitedError });
    slack.clock.advance(60_000);
    expect(await errorOf(read(root))).toBeNull();
  });
});

describe('messages', () => {
  it('stand where they were posted, with blocks, metadata and flags', async () => {
    const metadata = { event_type: 'sent', event_payload: { key: 'k1' } };
    const root = await post({ blocks: [section('*Hi*')], metadata, unfurl_links: false });
    const reply = await post({ thread_ts: root, text: 'below' });
    expect(
      slack
        .person('ada')
        .sees({ channel: C })
        .map(({ text }) => text),
    ).toEqual(['Hi']);
    expect(
      slack
        .person('ada')
        .sees({ channel: C, thread: root })
        .map(({ ts }) => ts),
    ).toEqual([root, reply]);
    expect(slack.channel('film').messages[0]?.unfurl).toEqual({ links: false, media: true });
    const bare = await client.conversations.history({ channel: C });
    expect(bare.messages?.[0]).toMatchObject({ ts: root, reply_count: 1, bot_id: slack.app.botId });
    expect(bare.messages?.[0]).not.toHaveProperty('metadata');
    const full = await client.conversations.history({ channel: C, include_all_metadata: true });
    expect(full.messages?.[0]).toMatchObject({ metadata });
    const thread = await client.conversations.replies({ channel: C, ts: root });
    expect(thread.messages?.map(({ ts }) => ts)).toEqual([root, reply]);
  });

  it('are refused with pointers where a limit is broken', async () => {
    const refused = await post({ blocks: [section('x'.repeat(3001))] }).catch((error: Refused) => error.data);
    expect(refused).toMatchObject({
      error: 'invalid_blocks',
      response_metadata: { messages: ['[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]'] },
    });
    expect(await errorOf(post({ text: '' }))).toBe('no_text');
    expect(await errorOf(post({ text: 'x'.repeat(40_001) }))).toBe('msg_too_long');
    expect(await errorOf(post({ thread_ts: '1.000001' }))).toBe('thread_not_found');
    expect(slack.channel('film').messages).toEqual([]);
  });

  it('are the app’s own to change: blocks go with an update that has none, a persona stays', async () => {
    const ts = await post({ blocks: [section('old')], username: 'Editor', icon_emoji: ':memo:' });
    await client.chat.update({ channel: C, ts, text: 'newer', blocks: [section('*newer*')] });
    expect(slack.message(C, ts)).toMatchObject({ text: 'newer', fallback: 'newer' });
    expect(await errorOf(client.chat.update({ channel: C, ts, text: 'x'.repeat(4001) }))).toBe('msg_too_long');
    await client.chat.update({ channel: C, ts, text: 'new' });
    expect(slack.message(C, ts)).toMatchObject({ text: 'new', author: 'Editor', icon: ':memo:' });
    const theirs = await slack.person('ada').type({ channel: 'film' }, 'mine');
    expect(await errorOf(client.chat.update({ channel: C, ts: theirs, text: 'x' }))).toBe('cant_update_message');
    expect(await errorOf(client.chat.update({ channel: C, ts: '1.0', text: 'x' }))).toBe('message_not_found');
    expect(await errorOf(client.chat.delete({ channel: C, ts: theirs }))).toBe('cant_delete_message');
    await client.chat.delete({ channel: C, ts });
    expect(slack.message(C, ts)).toBeUndefined();
  });

  it('for one person are seen by that person alone, and can’t be updated', async () => {
    const [ada, ben] = [slack.person('ada'), slack.person('ben')];
    const { message_ts } = await client.chat.postEphemeral({ channel: C, user: ada.id, text: 'psst' });
    expect(ada.privately().map(({ text }) => text)).toEqual(['psst']);
    expect(ben.privately()).toEqual([]);
    expect(await errorOf(client.chat.update({ channel: C, ts: message_ts!, text: 'x' }))).toBe('message_not_found');
    expect(await errorOf(client.chat.postEphemeral({ channel: C, user: 'U0', text: 'x' }))).toBe('user_not_in_channel');
  });

  it('go to a person directly', async () => {
    slack.app.scopes.push('im:write');
    const { channel } = await client.conversations.open({ users: slack.person('ada').id });
    await client.chat.postMessage({ channel: channel!.id!, text: 'for you' });
    await client.chat.postMessage({ channel: slack.person('ada').id, text: 'again' });
    expect(
      slack
        .person('ada')
        .privately()
        .map(({ text }) => text),
    ).toEqual(['for you', 'again']);
  });

  it('have links', async () => {
    const ts = await post();
    const { permalink } = await client.chat.getPermalink({ channel: C, message_ts: ts });
    expect(permalink).toBe(`https://paper.slack.com/archives/${C}/p${ts.replace('.', '')}`);
    expect(await errorOf(client.chat.getPermalink({ channel: C, message_ts: '1.0' }))).toBe('message_not_found');
  });
});

describe('places', () => {
  it('are refused when they are gone, or the bot is not in them', async () => {
    const ts = await post();
    const closed = slack.channel('closed', { bot: false });
    const secret = slack.channel('secret', { bot: false, kind: 'private' });
    expect(await errorOf(post({ channel: closed.id }))).toBe('not_in_channel');
    expect(await errorOf(post({ channel: secret.id }))).toBe('channel_not_found');
    expect(await errorOf(client.conversations.info({ channel: secret.id }))).toBe('channel_not_found');
    slack.app.scopes.push('chat:write.public');
    expect(await errorOf(post({ channel: closed.id }))).toBeNull();
    await slack.archive('film');
    expect(await errorOf(post())).toBe('is_archived');
    expect(await errorOf(client.chat.update({ channel: C, ts, text: 'x' }))).toBe('is_archived');
    expect((await client.conversations.info({ channel: C })).channel?.is_archived).toBe(true);
    await slack.deleteChannel('film');
    expect(await errorOf(post())).toBe('channel_not_found');
  });
});

describe('groups and users', () => {
  it('are told with their members and companies', async () => {
    const group = slack.group('writers', ['ada', 'ben']);
    const { users } = await client.usergroups.users.list({ usergroup: group });
    expect(users).toEqual([slack.person('ada').id, slack.person('ben').id]);
    expect(await errorOf(client.usergroups.users.list({ usergroup: 'S0' }))).toBe('no_such_subteam');
    const guest = slack.person('gil', { guest: 'single-channel' });
    const { user } = await client.users.info({ user: guest.id });
    expect(user).toMatchObject({ is_restricted: true, is_ultra_restricted: true, team_id: slack.team.id });
  });
});

describe('rates', () => {
  it('are one post a second in a channel after a short burst, and tiers of calls a minute', async () => {
    slack.pacer.pace = 'strict';
    const ts = await post();
    await post();
    await post();
    const refused: unknown = await post().catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: ErrorCode.RateLimitedError, retryAfter: 1 });
    slack.clock.advance(1000);
    expect(await errorOf(post())).toBeNull();
    for (let call = 0; call < 50; call++) await client.chat.update({ channel: C, ts, text: `${call}` });
    const late: unknown = await client.chat.update({ channel: C, ts, text: 'x' }).catch((error: unknown) => error);
    expect(late).toMatchObject({ code: ErrorCode.RateLimitedError });
    slack.clock.advance(60_000);
    expect(await errorOf(client.chat.update({ channel: C, ts, text: 'x' }))).toBeNull();
  });
});

describe('a scale of rates', () => {
  it('lets so many times as much through', async () => {
    slack.pacer.pace = { scale: 2 };
    const ts = await post();
    for (let call = 0; call < 100; call++) await client.chat.update({ channel: C, ts, text: `${call}` });
    const late: unknown = await client.chat.update({ channel: C, ts, text: 'x' }).catch((error: unknown) => error);
    expect(late).toMatchObject({ code: ErrorCode.RateLimitedError });
  });
});

describe('faults', () => {
  it('happen to the next call, done or not', async () => {
    slack.faults.next('chat.postMessage', { kind: 'rate limited', retryAfter: 7 });
    expect(await post().catch((error: unknown) => error)).toMatchObject({ retryAfter: 7 });
    slack.faults.next('chat.postMessage', { kind: 'status', status: 503 });
    expect(await post().catch((error: unknown) => error)).toMatchObject({ statusCode: 503 });
    slack.faults.next('*', { kind: 'drop', done: true });
    expect(await post({ text: 'done' }).catch(() => 'cut')).toBe('cut');
    slack.faults.next('*', { kind: 'drop', done: false });
    expect(await post({ text: 'not done' }).catch(() => 'cut')).toBe('cut');
    expect(
      slack
        .person('ada')
        .sees({ channel: C })
        .map(({ text }) => text),
    ).toEqual(['done']);
    expect(slack.calls.map(({ status }) => status)).toEqual([429, 503, 200, 0]);
  });

  it('may be an answer that never comes, or an error of a test’s choice, so many times', async () => {
    slack.faults.next('auth.test', { kind: 'hang' });
    const impatient = newClient(slack.app.botToken, { timeout: 100 });
    expect(await impatient.auth.test().catch(() => 'gave up')).toBe('gave up');
    slack.faults.next('auth.test', { kind: 'error', error: 'fatal_error' }, 2);
    for (const expected of ['fatal_error', 'fatal_error', null])
      expect(await errorOf(client.auth.test())).toBe(expected);
    slack.faults.next('auth.test', { kind: 'hang' });
    slack.faults.clear();
    expect(await errorOf(client.auth.test())).toBeNull();
  });
});
