import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, type Client } from '../../db/client.ts';
import { migrate } from '../../db/migrate.ts';
import { createTroubles } from '../../db/troubles.ts';
import type { Trouble, Troubles } from '../../src/core/troubles.ts';
import { freshDatabase } from '../setup/database.ts';

const database = freshDatabase();
const trouble = (channel: string | null, hour: number, code = 'is_archived'): Trouble => ({
  surface: 'slack',
  channel,
  code,
  what: 'The channel is archived.',
  remedy: 'Unarchive it.',
  since: new Date(Date.UTC(2026, 10, 21, hour)),
});

describe('the troubles of surfaces (R6)', () => {
  let client: Client;
  let troubles: Troubles;
  beforeAll(async () => {
    await migrate(database.url);
    client = connect(database.url, { max: 4 });
    troubles = createTroubles(client);
  });
  afterAll(() => client.close());

  it('are told once each, oldest first, and keep the time of the first telling', async () => {
    await troubles.tell(trouble('C2', 12));
    await troubles.tell(trouble(null, 9, 'token_revoked'));
    await Promise.all(
      [trouble('C2', 13, 'not_in_channel'), trouble(null, 14, 'invalid_auth')].map((it) => troubles.tell(it)),
    );
    const all = await troubles.all();
    expect(all).toEqual([trouble(null, 9, 'invalid_auth'), trouble('C2', 12, 'not_in_channel')]);
  });

  it('are over where it works again, and nowhere else', async () => {
    await troubles.tell(trouble('C3', 15));
    await troubles.over('slack', 'C2');
    await troubles.over('discord', null);
    expect((await troubles.all()).map(({ channel }) => channel)).toEqual([null, 'C3']);
    await troubles.over('slack', null);
    expect((await troubles.all()).map(({ channel }) => channel)).toEqual(['C3']);
  });
});
