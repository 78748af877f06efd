import { readProject } from '../../src/project/read.ts';
import { altered } from './minimal.ts';

/** One slip in the minimal project, or a whole text, and all that is said about it: "line:column where | message". */
export type Case = { name: string; faults: string[] } & ({ text: string } | { from: string; to: string });

export const textOf = (it: Case): string => ('text' in it ? it.text : altered(it.from, it.to));

export function told(text: string): string[] {
  const read = readProject(text, 'project.yaml');
  if ('project' in read) return [];
  return read.faults.map((it) => `${it.line}:${it.column} ${it.where} | ${it.message}`);
}
