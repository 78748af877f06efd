import type { ParameterOrJSON } from 'postgres';
import type { Client } from '../../../db/client.ts';
import type { Pool, Sender } from '../../../db/pool.ts';

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: PlanNode[];
}

/** How a table was read in one statement. */
export interface Read {
  table: string;
  how: string;
  /** Rows that were looked at, found or not. */
  rows: number;
}

/** A client on which each statement is explained as it runs, and what they read. */
export function watched({ pool }: Pick<Client, 'pool'>): { client: Pick<Client, 'pool'>; reads: Read[] } {
  const reads: Read[] = [];
  const rows = async <T>(query: string, values: ParameterOrJSON<never>[]): Promise<T[]> => {
    const explained = `explain (analyze, format json) ${query}`;
    const [row] = await pool.rows<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(explained, values);
    if (row) collect(row['QUERY PLAN'][0].Plan, reads);
    return pool.rows<T>(query, values);
  };
  const sender: Sender = { rows, arrays: (query, values) => pool.arrays(query, values) };
  return { client: { pool: sender as Pool }, reads };
}

function collect(node: PlanNode, reads: Read[]): void {
  const table = node['Relation Name'];
  const each = node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0);
  if (table) reads.push({ table, how: node['Node Type'], rows: Math.round(each * node['Actual Loops']) });
  for (const below of node.Plans ?? []) collect(below, reads);
}
