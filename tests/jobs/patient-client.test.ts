import { createRequire } from 'node:module';
import pg, { Client as Original } from 'pg';
import { expect, it } from 'vitest';
import { makeListenersPatient, PatientClient } from '../../src/jobs/patient-client.ts';
import { freshDatabase } from '../setup/database.ts';

const database = freshDatabase();

it('a connection of the queue that Postgres ends between two statements does not end the process', async () => {
  const pool = new pg.Pool({ connectionString: database.url, Client: PatientClient, max: 2 });
  pool.on('error', () => undefined);
  const taken = await pool.connect();
  await taken.query('begin');
  const ended = new Promise((resolve) => taken.once('end', resolve));
  const { rows } = await taken.query<{ pid: number }>('select pg_backend_pid() as pid');
  await pool.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
  await ended;
  await expect(taken.query('commit')).rejects.toThrow();
  taken.release(true);
  expect((await pool.query<{ one: number }>('select 1 as one')).rows).toEqual([{ one: 1 }]);
  await pool.end();
});

it('nor does one that BullMQ makes by itself, whose error comes before anybody listens', async () => {
  const required = createRequire(import.meta.resolve('bullmq'))('pg') as typeof pg;
  const ended = new Error('terminating connection due to unexpected postmaster exit');
  expect(() => new Original(database.url).emit('error', ended), 'the control').toThrow(ended);
  makeListenersPatient();
  expect(() => new required.Client(database.url).emit('error', ended)).not.toThrow();
});
