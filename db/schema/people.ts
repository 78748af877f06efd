import { sql } from 'drizzle-orm';
import { index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { Account } from '../../src/core/people/actor.ts';
import { id, moment, oneOf } from './columns.ts';
import { projects } from './projects.ts';

/** The platforms on which somebody can type a code. */
const surfaces = ['slack', 'discord'] as const;

export const linkSurfaceOf = ({ surface }: Account): (typeof surfaces)[number] => {
  if (surface === 'slack' || surface === 'discord') return surface;
  throw new Error(`bug-link-surface: an account of ${surface} can't be linked`);
};

const ofPerson = () => ({
  projectId: text('project_id')
    .notNull()
    .references(() => projects.id),
  personId: text('person_id').notNull(),
});

/** Accounts that people of a project have confirmed as theirs. An ended one stays: who it was counts for votes and exclusions. */
export const accountLinks = pgTable(
  'account_links',
  {
    id: id(),
    ...ofPerson(),
    surface: text('surface', { enum: surfaces }).notNull(),
    team: text('team').notNull(),
    userId: text('user_id').notNull(),
    name: text('name').notNull(),
    linkedAt: moment('linked_at').notNull(),
    endedAt: moment('ended_at'),
  },
  (table) => [
    oneOf('account_links_surface', table.surface, surfaces),
    index('account_links_of_project').on(table.projectId, table.linkedAt),
    // One account is one person's at a time, whoever confirms first.
    uniqueIndex('account_links_live')
      .on(table.projectId, table.surface, table.team, table.userId)
      .where(sql`${table.endedAt} is null`),
  ],
);

/** One-time codes with which a person links an account, by digest; once typed, whose account it was. */
export const linkCodes = pgTable(
  'link_codes',
  {
    digest: text('digest').primaryKey(),
    ...ofPerson(),
    expiresAt: moment('expires_at').notNull(),
    requestId: text('request_id').unique('link_codes_request'),
    surface: text('surface', { enum: surfaces }),
    team: text('team'),
    userId: text('user_id'),
    name: text('name'),
    /** Confirmed, declined, or replaced by a newer one. */
    settledAt: moment('settled_at'),
  },
  (table) => [
    oneOf('link_codes_surface', table.surface, surfaces),
    index('link_codes_of_person').on(table.projectId, table.personId),
  ],
);

/** Codes that an account typed and that were none: whoever guesses is not answered for a while. */
export const linkGuesses = pgTable(
  'link_guesses',
  {
    account: text('account').notNull(),
    at: moment('at').notNull(),
  },
  (table) => [index('link_guesses_of_account').on(table.account, table.at)],
);
