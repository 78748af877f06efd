import type { EntryKind } from '../../../../core/ledger/entry.ts';
import { entryKinds } from '../../../../core/ledger/entry.ts';
import type { ActivityFilter, ActivityRecord } from '../../../../core/records/records.ts';
import { wordsOf } from '../../../../core/records/words/facts.ts';
import { type Run, isActive } from '../../../../core/run/run.ts';
import type { ConsoleParts, Visitor } from '../../parts.ts';
import { isId } from '../../posted.ts';
import { type Reader, readersOf } from '../../reader.ts';

/** As the address names it; '' is all. */
export interface ActivityQuery {
  run: string;
  person: string;
  kind: EntryKind | '';
}

/** Accounts that nobody knows have no id, and '' is everybody: in the address they are called by what no id can be. */
export const unknownPerson = ':unknown';

export function readQuery({ run = '', person = '', kind = '' }: Record<string, string>): ActivityQuery {
  const clean = (text: string): string => text.trim().slice(0, 200).replaceAll('\0', '');
  return { run: clean(run), person: clean(person), kind: entryKinds.find((it) => it === kind) ?? '' };
}

export function filterOf({ run, person, kind }: ActivityQuery, projectIds: readonly string[]): ActivityFilter {
  return {
    projectIds,
    ...(run === '' ? {} : { runId: run }),
    ...(person === '' ? {} : { actor: person === unknownPerson ? '' : person }),
    ...(kind === '' ? {} : { kinds: [kind] }),
  };
}

export interface ActivityDetail {
  record: ActivityRecord;
  reader: Reader;
  /** The run as it stands now, to which its controls belong. */
  run: Run | null;
  /** What was said with it: null where nothing was, '' where it has been redacted. */
  words: string | null;
}

/** Null where there is none, or where this person may not look. */
export async function readDetail(
  parts: ConsoleParts,
  { account }: Visitor,
  id: string,
): Promise<ActivityDetail | null> {
  const [record, readers] = await Promise.all([isId(id) ? parts.records.entry(id) : null, readersOf(parts, account)]);
  const reader = record && readers.get(record.entry.projectId);
  if (!record || !reader) return null;
  const digest = wordsOf(record.entry);
  const [view, bodies] = await Promise.all([
    record.run && isActive(record.run.status) ? parts.views.run(record.run.id) : null,
    parts.bodies.read(digest === null ? [] : [digest]),
  ]);
  const words = digest === null ? null : (bodies.get(digest) ?? '');
  return { record, reader, run: view?.state.run ?? null, words };
}
