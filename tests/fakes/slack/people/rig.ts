import { SocketModeClient } from '@slack/socket-mode';
import { WebClient } from '@slack/web-api';
import { afterEach, beforeEach } from 'vitest';
import { type FakeSlack, startSlack } from '../slack.ts';
import type { Json } from '../world/message.ts';
import { ackWithin } from '../../../setup/patience.ts';

export interface Arrived {
  ack: (response?: object) => Promise<void>;
  type: string;
  body: { type: string; trigger_id: string; response_url: string; event?: Json; container?: Json; view?: Json };
}

const plain = (text: string) => ({ type: 'plain_text' as const, text });

export const button = (label: string, more: object = {}) => ({
  ...{ type: 'button', text: plain(label), action_id: label },
  ...more,
});
export const actions = (...elements: object[]) => ({ type: 'actions', block_id: 'run.1.1.0', elements });
export const input = (name: string, element: object = {}, more: object = {}) => ({
  ...{ type: 'input', block_id: `field.${name}.1`, label: plain(name) },
  element: { type: 'plain_text_input', action_id: 'value', ...element },
  ...more,
});
export const modal = (blocks: object[], more: object = {}) =>
  ({ type: 'modal', title: plain('Start'), submit: plain('Run'), callback_id: 'form', blocks, ...more }) as never;

/** An app of the real clients in a local Slack: it acknowledges all, or does with it what a test wants. */
export interface App {
  slack: FakeSlack;
  web: WebClient;
  channel: string;
  arrived: Arrived[];
  answer: (what: Arrived) => Promise<unknown>;
  /** The bodies of this type that have arrived. */
  bodies: (type: string) => Arrived['body'][];
  /** Posts these buttons and menus, and forgets what has arrived so far. */
  postCard: (...elements: object[]) => Promise<{ channel: string; ts: string }>;
  /** Ada has this modal before her. */
  openBefore: (view: never) => Promise<void>;
  close: () => Promise<void>;
}

/** One for each test. */
export function useApp(onOpen: (app: App) => void): void {
  let app: App;
  beforeEach(async () => onOpen((app = await startApp())));
  afterEach(() => app.close());
}

async function startApp(): Promise<App> {
  const slack = await startSlack({ pace: 'off', ackWithin });
  const clientOptions = { slackApiUrl: slack.apiUrl.href };
  const web = new WebClient(slack.app.botToken, { ...clientOptions, retryConfig: { retries: 0 } });
  const socket = new SocketModeClient({ appToken: slack.app.appToken, clientOptions });
  const app: App = {
    ...{ slack, web, channel: slack.channel('film').id, arrived: [] },
    answer: ({ ack }) => ack(),
    bodies: (type) => app.arrived.filter(({ body }) => body.type === type).map(({ body }) => body),
    postCard: async (...elements) => {
      const blocks = [actions(...elements)] as never;
      const { ts } = await web.chat.postMessage({ channel: app.channel, text: 'A card', blocks });
      app.arrived.length = 0;
      return { channel: app.channel, ts: ts! };
    },
    openBefore: async (view) => {
      const card = await app.postCard(button('Open'));
      const pressed = await slack.person('ada').press(card, 'Open');
      await web.views.open({ trigger_id: String(pressed?.payload.trigger_id), view });
    },
    close: async () => {
      await socket.disconnect();
      await slack.close();
    },
  };
  socket.on('slack_event', (what: Arrived) => {
    app.arrived.push(what);
    void app.answer(what);
  });
  await socket.start();
  return app;
}
