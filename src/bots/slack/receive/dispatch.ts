import { App, type Receiver, type ReceiverEvent } from '@slack/bolt';
import type { Delivery } from '../../chat/intake.ts';
import type { Log } from '../../chat/log.ts';
import type { Self } from '../../chat/self.ts';
import { isOfShape, slackLogger } from '../log.ts';
import { readCommand } from '../read/command.ts';
import { readChanged, readDeleted } from '../read/fate.ts';
import { readHome } from '../read/home.ts';
import { readWords } from '../read/message.ts';
import { readPress } from '../read/press.ts';
import { ignored, type Read, type Seen } from '../read/read.ts';
import { readRelay } from '../read/relay.ts';
import { readSubmit } from '../read/submit.ts';

interface DispatchParts {
  self: Self<{ user: string }>;
  apiUrl: URL;
  /** What a delivery says; null where that can't be read. */
  handle(delivery: Delivery, read: Read | null): Promise<void>;
  log: Log;
}

type Reader = (body: unknown, seen: Seen) => Read | null;

/**
 * Bolt, for what it is best at: telling what kind of thing came, and dropping what we said ourselves. How it comes is the business of our
 * own receivers, and what it says of our readers; nobody's state is kept (`convoStore`).
 */
export function createDispatch(parts: DispatchParts): (delivery: Delivery) => Promise<void> {
  const { self, apiUrl, log } = parts;
  const way = new Way();
  const app = new App({
    receiver: way,
    // Its own client is used by nobody: what we call goes at Slack's pace, through `send`.
    authorize: async () => ({ botUserId: (await self.get()).user }),
    convoStore: false,
    ignoreSelf: true,
    logger: slackLogger(log),
    clientOptions: { slackApiUrl: apiUrl.href, retryConfig: { retries: 0 } },
  });
  listen(app, async (delivery, reader) => {
    way.arrived.add(delivery);
    const { user } = await self.get();
    await parts.handle(delivery, reader(delivery.body, { botUser: user, at: delivery.at }));
  });
  return async (delivery) => {
    if (!(await way.bring(delivery))) await parts.handle(delivery, null);
  };
}

/** Every listener does the same: an action or a form that nobody here has drawn is answered by the one that reads them all (P5). */
function listen(app: App, take: (delivery: Delivery, reader: Reader) => Promise<void>): void {
  const by =
    (reader: Reader) =>
    ({ context }: { context: Record<string, unknown> }): Promise<void> =>
      take(deliveryIn(context), reader);
  app.action(/[\s\S]*/, by(readPress));
  app.view({ type: 'view_submission' }, by(readSubmit));
  app.view(
    { type: 'view_closed' },
    by(() => ignored),
  );
  app.command(/[\s\S]*/, by(readCommand));
  app.shortcut({ type: 'message_action' }, by(readRelay));
  app.event('app_home_opened', by(readHome));
  app.event('app_mention', by(readWords));
  app.event('message', ({ payload, context }) => take(deliveryIn(context), readerOf(payload.subtype)));
}

function readerOf(subtype: string | undefined): Reader {
  switch (subtype) {
    case 'message_changed':
      return readChanged;
    case 'message_deleted':
      return readDeleted;
    default:
      return readWords;
  }
}

const key = 'delivery';
const deliveryIn = (context: Record<string, unknown>): Delivery => context[key] as Delivery;

/** Bolt's port for how deliveries come; ours have been kept and acknowledged by then. */
class Way implements Receiver {
  #app: App | null = null;
  /** Those that a listener has been given. */
  readonly arrived = new WeakSet<Delivery>();

  init(app: App): void {
    this.#app = app;
  }

  async start(): Promise<void> {}
  async stop(): Promise<void> {}

  /** False: it has a shape on which Bolt falls, as it would each time. */
  async bring(delivery: Delivery): Promise<boolean> {
    const event: ReceiverEvent = { body: delivery.body, ack: async () => {}, customProperties: { [key]: delivery } };
    try {
      await this.#app?.processEvent(event);
      return true;
    } catch (error) {
      if (isOfShape(error) && !this.arrived.has(delivery)) return false;
      throw error;
    }
  }
}
