import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spotIn } from '../../../../src/bots/slack/read/answerable.ts';
import { readCommand } from '../../../../src/bots/slack/read/command.ts';
import { readChanged, readDeleted } from '../../../../src/bots/slack/read/fate.ts';
import { readHome } from '../../../../src/bots/slack/read/home.ts';
import { readWords } from '../../../../src/bots/slack/read/message.ts';
import { readPress } from '../../../../src/bots/slack/read/press.ts';
import type { Read } from '../../../../src/bots/slack/read/read.ts';
import { readRelay } from '../../../../src/bots/slack/read/relay.ts';
import { readSubmit } from '../../../../src/bots/slack/read/submit.ts';
import { kindOf } from '../../../../src/bots/slack/receive/kind.ts';

type Json = Record<string, unknown>;
const fixture = (name: string): Json => JSON.parse(readFileSync(`tests/fixtures/slack/${name}.json`, 'utf8')) as Json;

const seen = { botUser: 'U00SAMPLEB', at: new Date('2026-11-21T12:00:00Z') };
const mara = { surface: 'slack', team: 'T00SAMPLE1', user: 'U00SAMPLE1' };
const readers = { readPress, readSubmit, readCommand, readRelay, readWords, readChanged, readDeleted, readHome };

const visit = (read: Read | null) => {
  if (read?.kind !== 'visit') throw new Error(`It was read as ${JSON.stringify(read)}.`);
  return read;
};

describe('a payload of Slack', () => {
  it('of a button is a press on its message, by an account of its own team', () => {
    const read = visit(readPress(fixture('block-actions.message'), seen));
    const on = { channel: 'C00SAMPLE1', thread: null, message: '1700000000.000100' };
    expect(read.intent).toEqual({ kind: 'press', token: 'token-1', on, confirmed: false });
    expect(read.visit).toMatchObject({ account: mara, source: 'slack_button', at: seen.at });
    const card = { subject: { kind: 'run', id: '1' }, revision: 2 };
    expect(read.spot.pressed).toEqual({ ref: on, isPrivate: false, card });
  });

  it('of a button on a private message, and on a page, says so', () => {
    const secret = visit(readPress(fixture('block-actions.ephemeral'), seen));
    expect(secret.spot.pressed?.isPrivate).toBe(true);
    const page = visit(readPress(fixture('block-actions.view'), seen));
    expect(page.intent).toMatchObject({ kind: 'press', on: null });
    expect(page.spot).toMatchObject({ channel: null, pressed: null });
  });

  it('of words is words, and both events of a mention are the same (R5)', () => {
    const mention = fixture('event.app-mention');
    const said = { ...mention, event: { ...(mention.event as Json), type: 'message', channel_type: 'channel' } };
    expect(readWords(said, seen)).toEqual(readWords(mention, seen));
    expect(kindOf({ ...said, event_id: 'Ev2' })?.key).toBe(kindOf(mention)?.key);
    expect(visit(readWords(mention, seen)).intent).toEqual({ kind: 'command', verb: 'run', rest: '' });
  });

  it.each(['wheelhouse pause', 'wheelhouse say skip the tests', 'wheelhouse', 'writer', 'stop'])(
    'of words that mention somebody called %j is words to them, and to nobody else',
    (name) => {
      const mention = fixture('event.app-mention');
      const said = (text: string) => {
        const event = { ...(mention.event as Json), type: 'message', channel_type: 'channel', text };
        return visit(readWords({ ...mention, event }, seen)).intent;
      };
      for (const mentioned of [`<@U0MAL|${name}>`, `<!subteam^S0MAL|@${name}>`]) {
        const words = { kind: 'words', mentionsUs: false, addressed: 'somebody' };
        expect(said(mentioned)).toMatchObject({ ...words, text: `@“${name}”` });
        expect(said(`${mentioned} thanks!`)).toMatchObject({ ...words, text: `@“${name}” thanks!` });
        const command = { kind: 'command', verb: 'say', rest: `ask @“${name}”`, message: (mention.event as Json).ts };
        expect(said(`<@${seen.botUser}> say ask ${mentioned}`)).toEqual(command);
      }
    },
  );

  it('of somebody of another company bears theirs, and one that names none is nobody’s (S9)', () => {
    const shared = fixture('event.message-shared');
    expect(visit(readWords(shared, seen)).visit.account.team).toBe('T00OTHER01');
    const { user_team: _, source_team: __, team: ___, ...bare } = shared.event as Json;
    expect(visit(readWords({ ...shared, event: bare }, seen)).visit.account.team).toBe('?');
    const click = fixture('block-actions.message');
    const user = { ...(click.user as Json), team_id: 'T00OTHER01' };
    expect(visit(readPress({ ...click, user }, seen)).visit.account.team).toBe('T00OTHER01');
  });

  it('of a bot is ignored, under whatever name it speaks (P19)', () => {
    expect(readWords(fixture('event.bot-message'), seen)).toEqual({ kind: 'ignored' });
    const said = fixture('event.message');
    expect(readWords({ ...said, event: { ...(said.event as Json), bot_id: 'B1' } }, seen)).toEqual({ kind: 'ignored' });
    expect(readWords(said, seen)?.kind).toBe('visit');
  });

  it('of an edit and a deletion names the message', () => {
    const message = '1700000000.000100';
    const edited = visit(readChanged(fixture('event.message-changed'), seen));
    const delivery = visit(readWords(fixture('event.message'), seen)).visit.delivery;
    const first = { delivery, at: new Date(1_700_000_000_000) };
    const now = { kind: 'words', text: 'Make it lighter.' };
    expect(edited.intent).toMatchObject({ kind: 'edited', text: now.text, message, first: { ...first, intent: now } });
    expect(edited.visit.account).toEqual(mara);
    const deleted = visit(readDeleted(fixture('event.message-deleted'), seen));
    expect(deleted.intent).toEqual({ kind: 'deleted', message, first });
    expect(deleted.visit.account).toEqual(mara);
  });

  it('of an edit of typed words says what they say now, without the command', () => {
    const change = fixture('event.message-changed');
    const event = change.event as { message: Json };
    const typed = { ...event.message, text: `<@${seen.botUser}> say run_12 make it lighter` };
    expect(visit(readChanged({ ...change, event: { ...event, message: typed } }, seen)).intent).toMatchObject({
      ...{ kind: 'edited', text: 'make it lighter' },
      first: { intent: { kind: 'command', verb: 'say', rest: 'run_12 make it lighter', message: event.message.ts } },
    });
  });

  it('of an edit that nobody made is ignored', () => {
    const change = fixture('event.message-changed');
    const event = change.event as { message: Json; previous_message: Json };
    const same = { ...event, message: { ...event.message, text: event.previous_message.text } };
    const other = { ...event, message: { ...event.message, edited: { user: 'U00ADMIN01', ts: '1700000002.000000' } } };
    const { edited: _, ...unedited } = event.message;
    for (const one of [same, other, { ...event, message: unedited }]) {
      expect(readChanged({ ...change, event: one }, seen)).toEqual({ kind: 'ignored' });
    }
  });

  it('of a shortcut, a command and a home page are read', () => {
    expect(readHome(fixture('event.app-home-opened'))).toEqual({ kind: 'home', account: mara });
    expect(visit(readCommand(fixture('slash-command'), seen)).intent.kind).toBe('command');
    const shortcut = { ...fixture('message-action'), callback_id: 'send_and_pause' };
    expect(visit(readRelay(shortcut, seen)).intent).toMatchObject({ kind: 'relay', policy: 'pause' });
    expect(readRelay({ ...shortcut, callback_id: '__proto__' }, seen)?.kind).toBe('outdated');
  });

  it('of a form of ours is a submission; of another, outdated (P5)', () => {
    const sent = fixture('view-submission');
    const metadata = { token: 'f.x', on: null, channel: 'C00SAMPLE1', thread: null, round: 0, long: {} };
    const values = {
      'field.0.brief': { value: { type: 'plain_text_input', value: null } },
      'field.0.p_a.b': { value: { type: 'static_select', selected_option: { value: 'x' } } },
      stray: { value: { type: 'plain_text_input', value: 'not ours' } },
    };
    const view = { ...(sent.view as Json), callback_id: 'form', private_metadata: JSON.stringify(metadata) };
    const read = visit(readSubmit({ ...sent, view: { ...view, state: { values } } }, seen));
    expect(read.intent).toEqual({ kind: 'submit', token: 'f.x', values: { brief: '', 'p_a.b': 'x' }, on: null });
    expect(read.visit.where).toEqual({ surface: 'slack', channel: 'C00SAMPLE1', thread: null });
    for (const changed of [{ callback_id: 'another' }, { private_metadata: 'nothing' }]) {
      const strange = { ...sent, view: { ...view, state: { values }, ...changed } };
      expect(readSubmit(strange, seen)?.kind).toBe('outdated');
    }
  });

  const names = [
    ...['block-actions.message', 'block-actions.ephemeral', 'block-actions.view', 'view-submission', 'view-closed'],
    ...['message-action', 'slash-command', 'event.message', 'event.app-mention', 'event.message-changed'],
    ...['event.message-deleted', 'event.bot-message', 'event.app-home-opened', 'event.message-shared'],
  ];

  it('that is broken anywhere fells no reader', () => {
    const broken = fc.constantFrom(...names).chain((name) => {
      const whole = fixture(name);
      const paths = pathsIn(whole);
      return fc.tuple(fc.constantFrom(...paths), fc.jsonValue()).map(([path, value]) => replaced(whole, path, value));
    });
    fc.assert(
      fc.property(broken, (body) => {
        for (const reader of Object.values(readers)) reader(body, seen);
        if (typeof body === 'object' && body !== null && !Array.isArray(body)) kindOf(body as Json);
        spotIn(body);
      }),
      { numRuns: 3000 },
    );
  });
});

type Path = (string | number)[];

const pathsIn = (value: unknown, path: Path = []): Path[] =>
  typeof value === 'object' && value !== null
    ? [path, ...Object.entries(value).flatMap(([key, inner]) => pathsIn(inner, [...path, key]))]
    : [path];

function replaced(value: unknown, [first, ...rest]: Path, by: unknown): unknown {
  if (first === undefined) return by;
  const copy = structuredClone(value) as Json;
  copy[first] = replaced(copy[first], rest, by);
  return copy;
}
