import type { Policy } from '../../ask/ask.ts';

const listed = (names: readonly string[], by: 'and' | 'or'): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${by} ${names.at(-1) ?? ''}`;

/** Whom a question waits for: “Mara or Ines”, “2 of Mara, Ines and Jon”, “anyone who may decide, but not Jon”. */
export function whomItWaitsFor({ approvers, quorum, excluded }: Policy, nameOf: (personId: string) => string): string {
  const names = (ids: readonly string[], by: 'and' | 'or'): string => listed(ids.map(nameOf), by);
  const except = excluded.length === 0 ? '' : `, but not ${names(excluded, 'and')}`;
  return `${whoOf(approvers, quorum, names)}${except}`;
}

function whoOf(
  approvers: Policy['approvers'],
  quorum: number,
  names: (ids: readonly string[], by: 'and' | 'or') => string,
): string {
  if (approvers === 'anyone-who-may-decide')
    return quorum > 1 ? `${quorum} different people who may decide` : 'anyone who may decide';
  if (approvers.length === 0) return 'nobody, as its list is empty';
  return quorum > 1 ? `${quorum} of ${names(approvers, 'and')}` : names(approvers, 'or');
}
