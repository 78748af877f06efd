import { asc, desc, eq, sql } from 'drizzle-orm';
import type { ProjectRecord, Projects } from '../src/core/ports.ts';
import type { Client } from './client.ts';
import { explained } from './error.ts';
import { projects } from './schema/projects.ts';

type Row = typeof projects.$inferSelect;

const toRecord = (row: Row): ProjectRecord => ({ project: row.definition, folder: row.folder });
const firstOf = (rows: Row[]): ProjectRecord | null => (rows[0] ? toRecord(rows[0]) : null);

export function createProjects({ db }: Client): Projects {
  const select = () => db.select().from(projects).$dynamic();
  return {
    async put({ project, folder }) {
      const changing = { definition: project, folder, updatedAt: new Date() };
      const row = { id: project.project, ...changing };
      await explained(db.insert(projects).values(row).onConflictDoUpdate({ target: projects.id, set: changing }));
    },

    find: async (projectId) => firstOf(await explained(select().where(eq(projects.id, projectId)))),

    all: async () => (await explained(select().orderBy(asc(projects.id)))).map(toRecord),

    /** If several projects claim the channel, the one whose file was read last: one start refuses two, so the others are old (S7). */
    async ofChannel(surface, channel) {
      const place = JSON.stringify([{ surface, channel }]);
      const holds = sql`(${projects.definition} -> 'places') @> ${place}::jsonb`;
      return firstOf(await explained(select().where(holds).orderBy(desc(projects.updatedAt)).limit(1)));
    },
  };
}
