import type { ArtifactRecord } from '../../src/core/records/records.ts';
import { fromJson, type Json, send } from '../json.ts';
import type { Sender } from '../pool.ts';
import { toArtifact, toVersion } from '../rows/artifact.ts';
import { artifacts, versions } from '../schema/artifacts.ts';

/** How many of an artifact's newest versions are read: an artifact of the project may get a new one from every run. */
const newest = 200;

const told = (found: string, alsoNumbers: string): string => `
  select row_to_json(a) as artifact, row_to_json(c) as canon, (
    select json_agg(v order by v.number) from (
      select * from versions where artifact_id = a.id and number > a.latest - ${newest}
      union select * from versions where artifact_id = a.id and number in (${alsoNumbers})
    ) v
  ) as versions
  from (${found}) a left join versions c on c.artifact_id = a.id and c.number = a.canon
  order by a.run_id nulls last, a.name`;

/** What the run made, according to its ledger: nothing else says in which run a person edited an artifact of the project. */
const made = `
  select subject ->> 'artifact' as id, (payload ->> 'version')::int as number from ledger
  where run_id = $1 and kind in ('attempt.done', 'artifact.edited')`;

const ofRun = told(
  `select * from artifacts where (project_id, run_id) = (select project_id, id from runs where id = $1)
   union select * from artifacts where id in (select id from (${made}) made)`,
  `select number from (${made}) made where made.id = a.id`,
);

const one = told('select * from artifacts where id = $1', 'select json_array_elements_text($2::text::json)::int');

type Row = { artifact: Json; canon: Json | null; versions: Json[] | null };

const toRecord = (row: Row): ArtifactRecord => ({
  artifact: toArtifact(fromJson(artifacts, row.artifact), row.canon && fromJson(versions, row.canon)),
  versions: (row.versions ?? []).map((json) => toVersion(fromJson(versions, json))),
});

export const readArtifacts = async (on: Sender, runId: string): Promise<ArtifactRecord[]> =>
  (await send<Row>(on, ofRun, runId)).map(toRecord);

export async function readArtifact(
  on: Sender,
  artifactId: string,
  alsoNumbers: readonly number[],
): Promise<ArtifactRecord | null> {
  const [row] = await send<Row>(on, one, artifactId, JSON.stringify(alsoNumbers));
  return row ? toRecord(row) : null;
}
