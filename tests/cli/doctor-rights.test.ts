import { randomBytes } from 'node:crypto';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFacts } from '../../db/facts.ts';
import { migrate } from '../../db/migrate.ts';
import { checkDatabase } from '../../src/cli/doctor/database.ts';
import { freshDatabase } from '../setup/database.ts';

const database = freshDatabase();
const role = `role_${randomBytes(8).toString('hex')}`;
let admin: Sql;
let url = '';
beforeAll(async () => {
  admin = postgres(database.url, { max: 1, onnotice: () => undefined });
  await admin.unsafe(`create role ${role} login password 'wheel'`);
  const its = new URL(database.url);
  [its.username, its.password] = [role, 'wheel'];
  url = its.href;
});
afterAll(async () => {
  const own = postgres(database.url, { max: 1, onnotice: () => undefined });
  await own.unsafe(`reassign owned by ${role} to current_user; drop owned by ${role}; drop role ${role}`);
  await own.end();
  await admin.end();
});

const rights = async () =>
  (await checkDatabase('here', () => readFacts(url))).find(({ check }) => check === 'database rights')!;
/** What the remedy says to type. */
const statements = (remedy: string | null): string => /administrator: (.+;)$/.exec(remedy ?? '')?.[1] ?? '';

describe('a role that may not do in its database what a start needs', () => {
  it('may not create: a migration says so in words, the doctor finds it, and its remedy mends it', async () => {
    await expect(migrate(url)).rejects.toMatchObject({
      code: 'db-not-allowed',
      message: expect.stringMatching(/42501: permission denied for database [^]*alter database … owner to …/),
    });
    const found = await rights();
    expect(found).toMatchObject({ status: 'fault', found: expect.stringContaining(`${role} may not create schemas`) });
    await admin.unsafe(statements(found.remedy));
    expect(await rights()).toMatchObject({ status: 'ok' });
    await migrate(url);
  });

  it('may create schemas, and no tables', async () => {
    await admin.unsafe(`alter database ${new URL(url).pathname.slice(1)} owner to current_user`);
    await admin.unsafe(`grant create on database ${new URL(url).pathname.slice(1)} to ${role}`);
    const facts = await readFacts(url);
    expect(facts.rights).toMatchObject({ mayCreate: true, mayCreateTables: false });
    // With every table there, none has to be made.
    expect(await rights()).toMatchObject({ status: 'ok' });
    const lacking = { ...facts, migrations: { ...facts.migrations, missing: 1 } };
    const found = await checkDatabase('here', async () => lacking);
    expect(found.find(({ check }) => check === 'database rights')).toMatchObject({
      status: 'fault',
      found: expect.stringContaining('may not create tables'),
      remedy: expect.stringContaining(`owner to ${role};`),
    });
  });

  it.each(['database', 'role'])('may only read, by a setting of the %s', async (of) => {
    const target = of === 'role' ? role : new URL(url).pathname.slice(1);
    await admin.unsafe(`alter ${of} ${target} set default_transaction_read_only = on`);
    await expect(migrate(url)).rejects.toMatchObject({
      code: 'db-read-only',
      message: expect.stringContaining('25006: cannot execute'),
    });
    const found = await rights();
    expect(found).toMatchObject({ status: 'fault', found: expect.stringContaining(`read-only for ${role}`) });
    // Typed in a session that began before; a new one of the administrator's would be read-only too.
    await admin.begin((tx) => tx.unsafe(statements(found.remedy)));
    expect(await rights()).toMatchObject({ status: 'ok' });
  });
});
