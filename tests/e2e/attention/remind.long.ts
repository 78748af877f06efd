import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe } from 'vitest';
import { builtProgram } from '../../setup/built.ts';
import { buildProgram } from '../kill/build.ts';
import { forgetful, remindInTime } from './remind.suite.ts';

const edits = [
  ['r.step >= reached.step)', 'false)'],
  ['where project_id = $1 and (at >', 'where false and project_id = $1 and (at >'],
  // A message of its own each time.
  [
    "'on conflict do nothing'",
    "'on conflict (ask_id, revision, step, person_id) do update set reminder_id = excluded.reminder_id'",
  ],
  ['`rem_${', '`rem_${Date.now()}${'],
] as const;

/** Who was called when is written down, and never looked at. */
async function buildForgetful(folder: string): Promise<string> {
  await buildProgram(folder, (text, file) =>
    file !== 'db/reminders.ts'
      ? text
      : edits.reduce((before, [from, to]) => {
          if (!before.includes(from)) throw new Error(`${file} has no “${from}” any more.`);
          return before.replace(from, () => to);
        }, text),
  );
  return folder;
}

describe('a question in Slack that nobody answers', () => {
  remindInTime(builtProgram, { after: [2, 12, 22], interval: 6, night: 5 });
});

describe('where nobody remembers', () => {
  let folder: string | undefined;
  afterAll(async () => folder && rm(folder, { recursive: true, force: true }));
  forgetful(
    async () => buildForgetful(path.join((folder = await mkdtemp(path.join(tmpdir(), 'wheelhouse-built-'))), 'built')),
    { after: [1], interval: 20 },
  );
});
