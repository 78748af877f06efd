import {
  CloseCodes,
  type IContextFetchingStrategy,
  WebSocketShard,
  type WebSocketShardDestroyOptions,
  WebSocketShardDestroyRecovery,
  WebSocketShardEvents,
} from '@discordjs/ws';
import { isFrame } from './frame.ts';

/** How a connection ended. */
export interface End {
  /** With which the other side closed it, or we did. */
  code: number;
  /** Its session may go on over another connection. */
  mayResume: boolean;
}

type Hear = (data: unknown, isBinary: boolean) => Promise<void>;

/** No close frame: the network was lost, or never there. */
const abnormal = 1006;

/**
 * One connection to the gateway, from its beginning to its end. The library's class reconnects by itself: every half second while it is
 * refused, and even after `destroy`, if that is called during such a half second (@discordjs/ws 1.2.3). So this one only ends, and
 * whoever opened it opens the next.
 */
export class Shard extends WebSocketShard {
  /** It takes part: READY, or RESUMED. */
  readonly ready: Promise<void>;
  readonly over: Promise<End>;
  #end: (end: End) => void = () => undefined;
  #closing: Promise<void> | null = null;
  #isWelcome = false;

  /** `onUnknown`: the gateway sent something of an unknown shape. */
  constructor(strategy: IContextFetchingStrategy, onUnknown: () => void) {
    super(strategy, 0);
    this.over = new Promise((resolve) => (this.#end = resolve));
    this.ready = new Promise((resolve) => {
      this.once(WebSocketShardEvents.Ready, () => resolve());
      this.once(WebSocketShardEvents.Resumed, () => resolve());
    });
    this.once(WebSocketShardEvents.Hello, () => void (this.#isWelcome = true));
    // Without a listener it would be thrown; what it says is in how the connection ends.
    this.on(WebSocketShardEvents.Error, () => undefined);
    // Private to TypeScript alone; the socket's listener looks it up here.
    const hear = (Reflect.get(this, 'onMessage') as Hear).bind(this);
    const guarded: Hear = (data, isBinary) =>
      typeof data === 'string' && isFrame(data) ? hear(data, isBinary).catch(onUnknown) : Promise.resolve(onUnknown());
    Reflect.set(this, 'onMessage', guarded);
  }

  /** `over` resolves at once, without the other side's close frame: over a dead line none ever comes. */
  override destroy({ code, reason, recover }: WebSocketShardDestroyOptions = {}): Promise<void> {
    const isResuming = recover === WebSocketShardDestroyRecovery.Resume;
    // 1000 would end the session at Discord's side, too.
    const said = code ?? (isResuming ? CloseCodes.Resuming : CloseCodes.Normal);
    // A connection that never brought HELLO says nothing about the session.
    this.#end({ code: said, mayResume: isResuming || said === abnormal || !this.#isWelcome });
    this.#closing ??= super.destroy({ code: said, ...(reason !== undefined && { reason }) }).catch(() => undefined);
    return this.#closing;
  }
}
