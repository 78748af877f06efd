import { afterEach, describe } from 'vitest';
import { freshDatabase } from '../setup/database.ts';
import { describeWith, get } from '../setup/needs.ts';
import type { JobSettings } from '../../src/jobs/settings.ts';
import { Room } from './room.ts';

/** The same tests on each engine: the queue on Postgres always, on Redis where there is one. */
export function onEachEngine(name: string, tests: (open: (settings?: JobSettings) => Room) => void): void {
  const onEngine = (redisUrl: () => string | null) => (): void => {
    const database = freshDatabase();
    const rooms: Room[] = [];
    afterEach(async () => {
      await Promise.all(rooms.splice(0).map((room) => room.leave()));
    });
    tests((settings) => {
      const room = new Room({ redisUrl: redisUrl(), databaseUrl: database.url }, settings);
      rooms.push(room);
      return room;
    });
  };
  describe(
    `${name}, the queue on Postgres`,
    onEngine(() => null),
  );
  describeWith(
    ['redis'],
    `${name}, the queue on Redis`,
    onEngine(() => get('redis')),
  );
}
