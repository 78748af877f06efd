import { Socket } from 'node:net';
import { Duplex } from 'node:stream';

/**
 * Loaded into a process of the product before it starts (`node --import`): kills that process with SIGKILL at a named point.
 * It watches what passes between the process and Postgres; the product knows nothing of it. `WHEEL_TRAP` is
 * `MOMENT NTH WORD`: at the NTH transaction that holds WORD.
 *
 * - `sent`: just before the word leaves for Postgres, so that nothing of it is done.
 * - `committed`: Postgres has committed, and the process never reads that it did.
 */
const [moment, nth = '1', ...rest] = (process.env.WHEEL_TRAP ?? '').split(' ');
const word = rest.join(' ');
let left = Number(nth);

/** Connections whose transaction in flight holds the word. */
const armed = new WeakSet<Duplex>();

function spring(): void {
  left -= 1;
  if (left > 0) return;
  process.kill(process.pid, 'SIGKILL');
}

const includes = (chunk: unknown, text: string): boolean =>
  typeof chunk === 'string' || Buffer.isBuffer(chunk)
    ? chunk.includes(text)
    : chunk instanceof Uint8Array && Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).includes(text);

function onSent(socket: Duplex, chunk: unknown): void {
  if (!includes(chunk, word)) return;
  if (moment === 'sent') spring();
  else armed.add(socket);
}

/** CommandComplete is `C`, its length, and the tag with a NUL. */
function onReceived(socket: Duplex, chunk: unknown): void {
  if (!armed.has(socket)) return;
  if (includes(chunk, 'COMMIT\0')) {
    armed.delete(socket);
    spring();
  } else if (includes(chunk, 'ROLLBACK\0')) armed.delete(socket);
}

const call = (method: unknown, on: Socket, args: unknown[]): boolean =>
  Reflect.apply(method as (...args: unknown[]) => boolean, on, args);

// Writable, as the originals are: Node itself puts others in their place when a connection ends.
if (word !== '') {
  const write: unknown = Reflect.get(Duplex.prototype, 'write');
  const push: unknown = Reflect.get(Duplex.prototype, 'push');
  Object.defineProperties(Socket.prototype, {
    write: {
      writable: true,
      value(this: Socket, ...args: unknown[]): boolean {
        onSent(this, args[0]);
        return call(write, this, args);
      },
    },
    push: {
      writable: true,
      value(this: Socket, ...args: unknown[]): boolean {
        onReceived(this, args[0]);
        return call(push, this, args);
      },
    },
  });
}
