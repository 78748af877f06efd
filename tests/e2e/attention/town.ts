import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { At, Person } from '../../fakes/slack/people/person.ts';
import type { SeenMessage } from '../../fakes/slack/people/seen.ts';
import { startSlack, type FakeSlack } from '../../fakes/slack/slack.ts';
import { freePort } from '../kill/free-port.ts';
import { Person as Visitor } from '../kill/person.ts';
import { Program } from '../kill/program.ts';
import { people, type Told, writeProject } from './project.ts';
import { ackWithin } from '../../setup/patience.ts';

/** What people see of a reminder. */
export interface Seen {
  /** Seconds. */
  at: number;
  thread: string;
  pings: string[];
  text: string;
}

/** A workspace, two projects in it with a channel each, and the built program, which may be started anew. */
export class Town {
  readonly ada;
  readonly ben;
  private program: Program | null = null;
  private origin = '';

  private constructor(
    readonly slack: FakeSlack,
    private readonly folder: string,
    private readonly databaseUrl: string,
    private readonly built: string,
  ) {
    for (const name of people) slack.person(name);
    this.ada = slack.person('ada');
    this.ben = slack.person('ben');
  }

  static async open(databaseUrl: string, built: string): Promise<Town> {
    const folder = await mkdtemp(path.join(tmpdir(), 'wheelhouse-attention-'));
    return new Town(await startSlack({ pace: 'off', ackWithin, triggerLife: ackWithin }), folder, databaseUrl, built);
  }

  /** With these times; the names of the projects are those of their channels. */
  async start(projects: Record<string, Pick<Told, 'after' | 'interval' | 'quiet'>>): Promise<void> {
    await this.program?.kill('SIGTERM');
    const args: string[] = ['--data', path.join(this.folder, 'data')];
    for (const [id, times] of Object.entries(projects)) {
      const file = path.join(this.folder, `${id}.yaml`);
      const accountOf: Told['accountOf'] = (name) => `${this.slack.team.id}/${this.slack.person(name).id}`;
      await writeProject(file, { ...times, id, channel: this.slack.channel(id).id, accountOf });
      args.push('--project', file);
    }
    const { apiUrl, app } = this.slack;
    const slack = { SLACK_API_URL: apiUrl.href, SLACK_BOT_TOKEN: app.botToken, SLACK_APP_TOKEN: app.appToken };
    const port = String(await freePort());
    this.origin = `http://127.0.0.1:${port}`;
    // The lease sets the pace of all sweeps: reminders are looked for every 1.25 s.
    const own = { DATABASE_URL: this.databaseUrl, WHEELHOUSE_LEASE_MS: '1500', PORT: port };
    this.program = new Program({ args, env: { ...slack, ...own }, built: this.built });
    await this.program.ready();
    if (!this.program.isReady) throw new Error(`The program ended:\n${this.said}`);
    await this.slack.until(() => this.slack.sockets > 0, 'a socket', 60_000);
  }

  get said(): string {
    return this.program?.said.join('\n') ?? '';
  }

  /** As what collects metrics reads them. */
  async metrics(): Promise<string> {
    return (await fetch(`${this.origin}/metrics`)).text();
  }

  /** The page of numbers, as Vera sees it, who only looks on. */
  async numbers(): Promise<string> {
    const vera = new Visitor([this.origin], () => this.program?.link ?? null);
    await vera.signIn();
    return vera.read('/numbers');
  }

  /** A run of theirs; the thread in which it asks, once its question stands there. */
  async ask(by: Person, channel: string, brief: string): Promise<At & { thread: string; card: SeenMessage }> {
    await by.slash({ channel }, '/wheel', 'run note');
    await this.slack.until(() => by.dialog()?.text.includes('Which one') ?? false, 'the form', 60_000);
    await by.submit({ 'Which one': brief });
    const head = await this.find(() => by.sees({ channel }).find(({ text }) => text.includes(brief)), brief);
    const at = { channel, thread: head.ts };
    const card = await this.find(() => this.card(at), `the question of ${brief}`);
    return { ...at, card };
  }

  /** With the buttons of a question that is open. */
  card(at: At): SeenMessage | undefined {
    return this.ada.sees(at).find(({ buttons }) => buttons.includes('Approve'));
  }

  async find<T>(look: () => T | undefined, what: string): Promise<T> {
    await this.slack.until(() => look() !== undefined, what, 60_000);
    return look()!;
  }

  /** All that was said in the threads of a channel to call people, in its order. */
  reminders(channel: string): Seen[] {
    const threads = this.ada.sees({ channel }).map(({ ts }) => ts);
    const said = threads.flatMap((thread) =>
      this.ada
        .sees({ channel, thread })
        .slice(1)
        .map((it) => ({ ...it, thread })),
    );
    return said
      .filter(({ text }) => text.includes('Reminder'))
      .map(({ ts, thread, pings, text }) => ({ at: Number(ts), thread, pings, text }))
      .sort((one, other) => one.at - other.at);
  }

  /** Names, as they were pinged. */
  pinged({ pings }: Seen): string[] {
    return people.filter((name) => pings.includes(this.slack.person(name).id));
  }

  async close(): Promise<void> {
    await this.program?.kill();
    await this.slack.close();
    await rm(this.folder, { recursive: true, force: true, maxRetries: 10 });
  }
}
