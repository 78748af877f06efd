import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

/**
 * The port of the last start while it is free, so that pools of another process find a restarted server again; else
 * any free one.
 */
export async function choosePort(home: string): Promise<number> {
  const file = join(home, 'port');
  const last = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  const port = (await tryPort(last || 0)) ?? (await tryPort(0));
  if (port === undefined) throw new Error('bug-db-embedded-port: the system has no free port on 127.0.0.1.');
  if (port !== last) writeFileSync(file, String(port));
  return port;
}

function tryPort(wanted: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.on('error', () => resolve(undefined));
    probe.listen({ port: wanted, host: '127.0.0.1' }, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });
}
