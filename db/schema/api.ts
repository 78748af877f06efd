import { index, jsonb, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core';
import type { Permission } from '../../src/core/project/definition.ts';
import { id, moment } from './columns.ts';
import { projects } from './projects.ts';

/** Keys to the HTTP API, by the digest of their secret; while one is rotated, two secrets open it. */
export const apiKeys = pgTable(
  'api_keys',
  {
    id: id(),
    projectId: text('project_id')
      .notNull()
      .references(() => projects.id),
    name: text('name').notNull(),
    personId: text('person_id'),
    permissions: jsonb('permissions').$type<Permission[]>().notNull(),
    digest: text('digest').notNull().unique('api_keys_digest'),
    oldDigest: text('old_digest').unique('api_keys_old_digest'),
    oldUntil: moment('old_until'),
    hint: text('hint').notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: moment('created_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    revokedAt: moment('revoked_at'),
    lastUsedAt: moment('last_used_at'),
  },
  (table) => [unique('api_keys_name').on(table.projectId, table.name)],
);

/** What a client sent under an idempotency key or action id of its own, by digest. */
export const apiRequests = pgTable(
  'api_requests',
  {
    keyId: text('key_id')
      .notNull()
      .references(() => apiKeys.id),
    name: text('name').notNull(),
    digest: text('digest').notNull(),
    at: moment('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.keyId, table.name] }), index('api_requests_served').on(table.at)],
);
