import type { Sql } from 'postgres';

/** A change of a run's status as the database itself saw it, by a trigger that the product knows nothing of. */
export interface Witnessed {
  runId: string;
  from: string | null;
  to: string;
}

/** Sits in the test's own database: what the ledger says is compared with what it saw. */
export async function placeWitness(sql: Sql): Promise<void> {
  await sql.unsafe(`
    create table kill_witness (ordinal bigint generated always as identity, run_id text, status_from text, status_to text);
    create function kill_witness() returns trigger language plpgsql as $$
    begin
      insert into kill_witness (run_id, status_from, status_to)
        values (new.id, case when tg_op = 'UPDATE' then old.status end, new.status);
      return null;
    end $$;
    create trigger kill_witness_born after insert on runs for each row execute function kill_witness();
    create trigger kill_witness_changed after update of status on runs for each row
      when (old.status <> new.status) execute function kill_witness();`);
}

export async function hearWitness(sql: Sql): Promise<Witnessed[]> {
  const rows = await sql<Witnessed[]>`
    select run_id as "runId", status_from as "from", status_to as "to" from kill_witness order by ordinal`;
  return [...rows];
}
