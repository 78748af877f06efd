import type { Draft, Drafts } from '../src/core/drafts.ts';
import type { Client } from './client.ts';
import { parseDated } from './dated-json.ts';
import { explained } from './error.ts';
import { fromJson, send, type Json } from './json.ts';
import { drafts } from './schema/drafts.ts';

const keep = `
  insert into drafts (id, surface, team, user_id, body, expires_at) values ($1, $2, $3, $4, $5, $6)
  on conflict (id) do update set body = excluded.body, expires_at = excluded.expires_at
  where drafts.surface = excluded.surface and drafts.team = excluded.team and drafts.user_id = excluded.user_id`;
const find = `
  select row_to_json(d) as row from drafts d
  where id = $1 and surface = $2 and user_id = $3 and expires_at > $4`;
const drop = 'delete from drafts where id = $1';

export const createDrafts = ({ pool }: Pick<Client, 'pool'>): Drafts => ({
  async keep({ id, account: { surface, team, user }, where, on, form }, until) {
    const body = JSON.stringify({ where, on, form });
    await explained(send(pool, keep, id, surface, team, user, body, until.toISOString()));
  },

  async find(id, { surface, user }, now) {
    const [found] = await explained(send<{ row: Json }>(pool, find, id, surface, user, now.toISOString()));
    return found ? toDraft(fromJson(drafts, found.row)) : null;
  },

  async drop(id) {
    await explained(send(pool, drop, id));
  },
});

const toDraft = ({ id, surface, team, userId: user, body }: typeof drafts.$inferSelect): Draft => ({
  ...{ id, account: { surface, team, user } },
  ...(parseDated(body) as Pick<Draft, 'where' | 'on' | 'form'>),
});
