import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Door {
  /** An http address: it makes the thing when it is first asked, and answers with where it is. */
  url: string;
  close(): void;
}

/** For what only some tests need, and all of them share. A failure is told to each that asks. */
export async function openDoor(make: () => Promise<string>): Promise<Door> {
  let made: Promise<string> | undefined;
  const door = createServer((_request, response) => {
    made ??= make();
    made.then(
      (where) => response.end(where),
      (error: unknown) => response.writeHead(503).end(String(error)),
    );
  });
  door.listen(0, '127.0.0.1');
  await once(door, 'listening');
  const close = (): void => {
    door.close();
    door.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${(door.address() as AddressInfo).port}`, close };
}

/** What stands behind it. */
export async function behind(door: string): Promise<string> {
  const answer = await fetch(door);
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  return text;
}
