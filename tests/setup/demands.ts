import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { needs, type Need } from './needs.ts';

/** Ends the run at once where a need is named but does not answer, rather than in a hundred timeouts. */
export default async function checkDemands(): Promise<void> {
  const known = [...Object.keys(needs), 'all', ''];
  const unknown = (process.env.WHEELHOUSE_DEMAND ?? '').split(',').filter((word) => !known.includes(word));
  if (unknown.length > 0) {
    throw new Error(`WHEELHOUSE_DEMAND names ${unknown.join(', ')}; it knows ${known.filter(Boolean).join(', ')}.`);
  }
  await Promise.all([
    checkServer('TEST_REDIS_URL', needs.redis, 6379),
    checkServer('TEST_DATABASE_URL', needs.postgres, 5432),
  ]);
  checkPath('TEST_CHROMIUM', 'chromium');
  checkPath('WHEELHOUSE_SPECS', 'specs');
}

async function checkServer(variable: string, url: string | undefined, defaultPort: number): Promise<void> {
  if (url === undefined) return;
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) || defaultPort, timeout: 5000 });
  socket.on('timeout', () => socket.destroy(new Error('no answer within 5 s')));
  try {
    await once(socket, 'connect');
  } catch (cause) {
    throw new Error(`${variable} is set, but nothing answers at ${hostname}:${port || defaultPort}.`, { cause });
  } finally {
    socket.destroy();
  }
}

function checkPath(variable: string, need: Need): void {
  const place = needs[need];
  if (place !== undefined && !existsSync(place))
    throw new Error(`${variable} is set to ${place}, which does not exist.`);
}
