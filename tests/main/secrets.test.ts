import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import postgres from 'postgres';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { openDatabase } from '../../src/main/database.ts';
import { guarded } from '../../src/main/heads.ts';
import { openHouse, type House } from '../../src/main/house.ts';
import { readProjects } from '../../src/main/projects.ts';
import { createSignInLink } from '../../src/bots/console/sign-in/link.ts';
import { secretsOf } from '../../src/main/secrets.ts';
import { serve, type Serving } from '../../src/main/serve.ts';
import { createLog } from '../../src/telemetry/log.ts';
import { createRedact, type Redact } from '../../src/telemetry/redact.ts';
import { Person } from '../e2e/kill/person.ts';
import { startFakeModel, type FakeModel } from '../fakes/model/server.ts';
import { until } from '../jobs/until.ts';
import { freshDatabase } from '../setup/database.ts';

const random = (): string => randomBytes(18).toString('hex');

/** What was planted, by where it came in. Nothing of it may be seen where it does not belong. */
const plant = () => ({
  'the key of the model': `key${random()}`,
  'the token of the metrics': `metrics${random()}`,
  'a key that a project file names': `named${random()}`,
  'a password in a variable': `pass${random()}`,
  'what a command printed': `xoxb-${random()}`,
  'what an endpoint said': `sk-${random()}`,
  'a cookie': random(),
  'a header': random(),
  'a query': random(),
  'the link to sign in': '',
  'a brief': `words${random()}`,
});
type Canaries = ReturnType<typeof plant>;

const projectOf = (canaries: Canaries): string => `
project: kill
name: Canaries
control_mode: autonomous
places: [{ surface: console, channel: kill }]
people: [{ id: owner, name: Owner, may: everything, accounts: { console: local/owner } }]
models: { named: { name: fake-1, api_key_from: NAMED_KEY } }
roles: [{ handle: writer, name: Writer, emoji: W, domain: [x], instructions: Write. }]
pipelines:
  - id: print
    name: Print
    about: A command that prints what it should not, and fails.
    brief: { label: About }
    stages:
      - { id: say, name: Say, do: command, makes: said, run: "echo ${canaries['what a command printed']}; echo ${canaries['the key of the model']} >&2; exit 3" }
  - id: ask
    name: Ask
    about: A model that is rude.
    brief: { label: About }
    stages:
      - { id: write, name: Write, do: write, role: writer, needs: [brief], makes: text, brief: Write. }
`;

describe('S16: what is secret', () => {
  const guardedUrl = freshDatabase();
  const openUrl = freshDatabase();
  let database = guardedUrl;
  let folder: string;
  let model: FakeModel;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'wheelhouse-canaries-'));
  });
  afterEach(async () => {
    await model.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Everything that the program says, writes into its ledger and its cards, and counts, by where. */
  async function live(canaries: Canaries, redactBy: (secrets: string[]) => Redact): Promise<Record<string, string>> {
    model = await startFakeModel({ apiKey: canaries['a key that a project file names'], model: 'fake-1' });
    const file = path.join(folder, 'project.yaml');
    await writeFile(file, projectOf(canaries));
    const config = readConfig({
      DATABASE_URL: database.url,
      MODEL_BASE_URL: model.baseUrl,
      MODEL_NAME: 'fake-1',
      MODEL_API_KEY: canaries['the key of the model'],
      METRICS_TOKEN: canaries['the token of the metrics'],
      NAMED_KEY: canaries['a key that a project file names'],
      PATH: process.env.PATH,
    });
    const projects = await readProjects([file]);
    const redact = redactBy([
      ...secretsOf(config, projects),
      canaries['the key of the model'],
      canaries['the token of the metrics'],
    ]);
    const lines: string[] = [];
    const log = createLog('debug', redact, { write: (line: string) => void lines.push(line) });
    const opened = await guarded(await openDatabase(config, null, () => undefined), {
      ...{ file: path.join(folder, 'heads.json'), keep: true, log, onOlder: () => undefined },
    });
    const house = await openHouse({
      config,
      database: opened,
      projects,
      parts: ['worker', 'bots', 'api'],
      log,
      redact,
      workspaces: path.join(folder, 'workspaces'),
    });
    const serving = await serve(house.app, { host: '127.0.0.1', port: 0, variable: 'PORT' });
    try {
      model.next = { kind: 'status', status: 400, message: `No such key: ${canaries['what an endpoint said']}` };
      const pages = await visit(house, serving, canaries);
      const connect = new URL(`postgres://u:${canaries['a password in a variable']}@127.0.0.1:1/x`);
      log.error({ err: new Error(`could not connect to ${connect.href}`) }, `It was ${connect.href}`);
      const sql = postgres(database.url, { max: 1 });
      const ledger = await sql`select kind, actor, subject, payload from ledger`;
      const errors = await sql`select error from attempts`;
      const asks = await sql`select subject, choices, outcome from asks`;
      await sql.end();
      return {
        log: lines.join(''),
        ledger: JSON.stringify(ledger),
        errors: JSON.stringify(errors),
        asks: JSON.stringify(asks),
        ...pages,
      };
    } finally {
      await serving.close();
      await house.drain();
      await house.close();
    }
  }

  async function visit(house: House, { port }: Serving, canaries: Canaries): Promise<Record<string, string>> {
    const origin = `http://127.0.0.1:${port}`;
    const link = await createSignInLink(house.sessions, 'owner');
    canaries['the link to sign in'] = link.split('/').at(-1)!;
    const person = new Person([origin], () => origin + link);
    await person.signIn();
    for (const at of ['/', '/nowhere', '/readyz'])
      await fetch(`${origin}${at}?token=${canaries['a query']}`, {
        headers: {
          cookie: `wheelhouse_session=${canaries['a cookie']}`,
          authorization: `Bearer ${canaries['a header']}`,
        },
      });
    await person.startRun(canaries['a brief'], 'autonomous', 'print');
    await person.startRun(canaries['a brief'], 'autonomous', 'ask');
    const sql = postgres(database.url, { max: 1 });
    await until(async () => expect(await sql`select id from asks where kind = 'blocker'`).toHaveLength(2), 30_000);
    await sql.end();
    const metrics = await (await fetch(`${origin}/metrics`)).text();
    const readyz = await (await fetch(`${origin}/readyz`)).text();
    return { metrics, readyz };
  }

  const foundIn = (canaries: Canaries, places: Record<string, string>): string[] =>
    Object.entries(places).flatMap(([place, text]) =>
      Object.entries(canaries).flatMap(([what, canary]) => (text.includes(canary) ? [`${what} in ${place}`] : [])),
    );

  it('is seen in no line, card, entry or figure', async () => {
    const canaries = plant();
    const places = await live(canaries, createRedact);
    expect(foundIn(canaries, places)).toEqual([]);
    expect(places.log).toContain('"msg":"Decided."');
    expect(places.errors).toContain('exit code 3');
  }, 90_000);

  it('would be seen in most of them without redaction', async () => {
    database = openUrl;
    const canaries = plant();
    const found = foundIn(canaries, await live(canaries, () => (text) => text));
    expect(found).toContain('the link to sign in in log');
    expect(found).toContain('a password in a variable in log');
    expect(found).toContain('what a command printed in errors');
    expect(found).toContain('what an endpoint said in errors');
  }, 90_000);
});
