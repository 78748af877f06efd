import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { forOnly, encodePress } from '../src/core/cards/token.ts';
import { startSlack } from '../tests/fakes/slack/slack.ts';
import { now } from './clock.ts';
import type { Engine } from './engines.ts';

export const slackModes = ['Socket Mode', 'signed HTTP'] as const;
export type SlackMode = (typeof slackModes)[number];

/** One click: when Slack sent it, and when it had read the acknowledgement, or had given up. */
export interface Acknowledged {
  sent: bigint;
  read: bigint;
}

/** A local Slack in the process of the bench, with the owner in it, and what the program has to know of it. */
export interface Workspace {
  projectFile: string;
  env: Record<string, string>;
  /** Tells Slack where the program listens. */
  serve(origin: string): void;
  /** Resolves when Slack can reach the program. */
  ready(): Promise<void>;
  /** Slack delivers a press of Pause on a card that only the owner sees. */
  pause(run: { runId: string; epoch: number }): Promise<Acknowledged>;
  close(): Promise<void>;
}

export async function openWorkspace(engine: Engine, mode: SlackMode): Promise<Workspace> {
  const socketMode = mode === 'Socket Mode';
  const slack = await startSlack({ pace: 'off', app: { socketMode } });
  const [owner, channel] = [slack.person('owner'), slack.channel('bench')];
  const projectFile = path.join(engine.folder, 'slack-project.yaml');
  await writeFile(projectFile, await withAccount(`${owner.team}/${owner.id}`));
  const { botToken, appToken, signingSecret, id: app } = slack.app;
  const way: Record<string, string> = socketMode
    ? { SLACK_APP_TOKEN: appToken }
    : { SLACK_SIGNING_SECRET: signingSecret };
  let clicks = 0;
  const press = ({ runId, epoch }: { runId: string; epoch: number }) => {
    const serial = String((clicks += 1)).padStart(6, '0');
    const value = forOnly('owner', encodePress({ press: 'command', runId, epoch, verb: 'pause' }));
    return {
      type: 'block_actions',
      user: { id: owner.id, username: owner.name, name: owner.name, team_id: owner.team },
      ...{ api_app_id: app, token: 'bench', team: { id: slack.team.id, domain: slack.team.domain } },
      ...{ enterprise: null, is_enterprise_install: false },
      container: { type: 'message', message_ts: '1764000000.000100', channel_id: channel.id, is_ephemeral: true },
      trigger_id: `${serial}.1.bench`,
      channel: { id: channel.id, name: channel.name },
      state: { values: {} },
      response_url: slack.raw.responseUrl(channel.id, owner.id),
      actions: [{ type: 'button', action_id: 'press.0', block_id: 'b', value, action_ts: `1764000001.${serial}` }],
    };
  };
  return {
    projectFile,
    env: { SLACK_BOT_TOKEN: botToken, SLACK_API_URL: slack.apiUrl.href, ...way },
    serve: (origin) => void (slack.app.requestUrl = new URL('/slack/events', origin)),
    ready: async () => {
      if (socketMode) await slack.until(() => slack.sockets > 0, 'a socket');
    },
    pause: async (run) => {
      const payload = press(run);
      const sent = now();
      await slack.raw.deliver('interactive', payload);
      return { sent, read: now() };
    },
    close: () => slack.close(),
  };
}

/** The project of the benchmark, whose owner comes by Slack as well. */
async function withAccount(account: string): Promise<string> {
  const file = await readFile(path.join(import.meta.dirname, 'project.yaml'), 'utf8');
  const known = 'accounts: { console: local/owner }';
  if (!file.includes(known)) throw new Error(`bench/project.yaml has no “${known}” any more.`);
  return file.replace(known, `accounts: { console: local/owner, slack: ${account} }`);
}
