import type { RawRequest } from '../../../fakes/slack/delivery/raw.ts';
import type { FakeSlack } from '../../../fakes/slack/slack.ts';
import type { Attacks } from './attacks.ts';
import type { Dice } from './dice.ts';
import { anyBody } from './junk.ts';
import type { Payload } from './payloads.ts';

export interface Shot {
  name: string;
  request: RawRequest;
  /** Whether whoever sent it knows the secret, and said it in time. */
  isSlacks: boolean;
}

const form = 'application/x-www-form-urlencoded';
const json = 'application/json';

/** As Slack writes it on the wire. */
export function written({ kind, body }: Payload): { body: string; type: string } {
  if (kind === 'events_api') return { body: JSON.stringify(body), type: json };
  const fields = kind === 'interactive' ? { payload: JSON.stringify(body) } : (body as Record<string, string>);
  return { body: new URLSearchParams(fields).toString(), type: form };
}

const minute = 60_000;
type Headers = [string, string][];
type Forgery = (forged: { body: string; slack: FakeSlack; dice: Dice }) => { body?: string | Buffer; headers: Headers };

const zeros = `v0=${'0'.repeat(64)}`;

/** What stands on it is what Mara might have sent; it is the seal that is wrong (S8). */
const forgeries: Record<string, Forgery> = {
  unsigned: () => ({ headers: [] }),
  'without a time stamp': ({ body, slack }) => ({ headers: [slack.raw.sign(body)[1]!] }),
  'without a signature': ({ body, slack }) => ({ headers: [slack.raw.sign(body)[0]!] }),
  'with another secret': ({ body, slack, dice }) => ({ headers: slack.raw.sign(body, Date.now(), dice.letters(32)) }),
  'with an empty secret': ({ body, slack }) => ({ headers: slack.raw.sign(body, Date.now(), '') }),
  'past-dated': ({ body, slack, dice }) => ({
    headers: slack.raw.sign(body, Date.now() - (6 + dice.below(9_999)) * minute),
  }),
  'future-dated': ({ body, slack, dice }) => ({
    headers: slack.raw.sign(body, Date.now() + (6 + dice.below(9_999)) * minute),
  }),
  'cut short': ({ body, slack, dice }) => ({
    body: body.slice(0, dice.below(body.length)),
    headers: slack.raw.sign(body),
  }),
  'with another byte': ({ body, slack, dice }) => {
    const bytes = Buffer.from(body);
    const at = dice.below(bytes.length);
    bytes[at] = (bytes[at]! + 1 + dice.below(250)) % 256;
    return { body: bytes, headers: slack.raw.sign(body) };
  },
  'with bytes behind it': ({ body, slack, dice }) => ({
    body: body + dice.of([' ', '\u0000', '&x=1']),
    headers: slack.raw.sign(body),
  }),
  'with the signature twice': ({ body, slack }) => ({ headers: [...slack.raw.sign(body), slack.raw.sign(body)[1]!] }),
  'with the time stamp twice': ({ body, slack }) => ({ headers: [...slack.raw.sign(body), slack.raw.sign(body)[0]!] }),
  'with a wrong signature before the right one': ({ body, slack }) => ({
    headers: [['X-Slack-Signature', zeros], ...slack.raw.sign(body)],
  }),
  'with a signature of another shape': ({ body, slack, dice }) => {
    const [at, [name, value]] = slack.raw.sign(body) as [Headers[0], Headers[0]];
    const shapes = [
      value.toUpperCase(),
      value.slice(3),
      `v1${value.slice(2)}`,
      value.slice(0, 30),
      'v0=',
      `${value}00`,
      zeros,
    ];
    return { headers: [at, [name, dice.of(shapes)]] };
  },
  'with a time stamp of another shape': ({ body, slack, dice }) => {
    const [[name, value], signature] = slack.raw.sign(body) as [Headers[0], Headers[0]];
    const shapes = [
      `${value}000`,
      `-${value}`,
      `0x${value}`,
      `${value}.0`,
      'now',
      '',
      '99999999999999999999',
      `${value}e0`,
    ];
    return { headers: [[name, dice.of(shapes)], signature] };
  },
};
const forgeryNames = Object.keys(forgeries);

export function forged(attacks: Attacks, slack: FakeSlack, dice: Dice): Shot {
  const name = dice.of(forgeryNames);
  const { body, type } = written(attacks.authorised());
  const made = forgeries[name]!({ body, slack, dice });
  const request = { body: made.body ?? body, headers: [['Content-Type', type] as [string, string], ...made.headers] };
  return { name, request, isSlacks: false };
}

/** Signed, as nobody but Slack could, and nothing that Slack would ever send. */
export function rubbish(attacks: Attacks, slack: FakeSlack, dice: Dice): Shot {
  const signed = (name: string, body: string | Buffer, type: string): Shot => ({
    name: `signed: ${name}`,
    request: { body, headers: [['Content-Type', type], ...slack.raw.sign(body)] },
    isSlacks: true,
  });
  const real = written(attacks.authorised()).body;
  const other = dice.of([
    'text/plain',
    'text/html',
    'multipart/form-data; boundary=x',
    'application/xml',
    'application/jsonp',
    '',
    ';',
  ]);
  return dice.of([
    () => signed('anything as JSON', anyBody(dice), json),
    () => signed('anything in a form', new URLSearchParams({ payload: anyBody(dice) }).toString(), form),
    () => signed('no form', anyBody(dice), form),
    () =>
      signed(
        'bytes',
        Buffer.from(Array.from({ length: dice.below(400) }, () => dice.below(256))),
        dice.of([json, form]),
      ),
    () => signed('another content type', real, other),
    () => signed('a form as JSON', `payload=${real}`, json),
    () => signed('nothing', '', dice.of([json, form])),
  ])();
}

/** Few, since each is as long as a hundred others: over the limit, just below it, and nested as deep as fits. */
export function giant(slack: FakeSlack, dice: Dice): Shot {
  const deep = 150_000;
  const body = dice.of([
    () => JSON.stringify({ type: 'event_callback', text: 'x'.repeat(1_100_000) }),
    () => JSON.stringify({ type: 'block_actions', user: { id: 'U1' }, text: '\u0000'.repeat(120_000) }),
    () => '['.repeat(deep) + ']'.repeat(deep),
    () => `{"type":"event_callback","event_id":"Ev1","event":{"type":"x","a":${'['.repeat(deep)}${']'.repeat(deep)}}}`,
  ])();
  const isSlacks = body.length < 1_048_576;
  return { name: 'giant', request: { body, headers: [['Content-Type', json], ...slack.raw.sign(body)] }, isSlacks };
}

export function mutated(attacks: Attacks, slack: FakeSlack): Shot {
  const { body, type } = written(attacks.unauthorised());
  return {
    name: 'signed: a mutant',
    request: { body, headers: [['Content-Type', type], ...slack.raw.sign(body)] },
    isSlacks: true,
  };
}

/** One of all these. */
export function anyShot(attacks: Attacks, slack: FakeSlack, dice: Dice): Shot {
  const lot = dice.next();
  if (lot < 0.002) return giant(slack, dice);
  if (lot < 0.35) return forged(attacks, slack, dice);
  if (lot < 0.5) return rubbish(attacks, slack, dice);
  return mutated(attacks, slack);
}
