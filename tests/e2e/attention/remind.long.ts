import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe } from 'vitest';
import { builtProgram } from '../../setup/built.ts';
import { buildProgram, edited } from '../kill/build.ts';
import { forgetful, remindInTime } from './remind.suite.ts';

const reminders = 'db/reminders.ts';

/** Who was called when is written down, and never looked at. */
const forgetting = edited([
  [reminders, 'r.step >= reached.step)', 'false)'],
  [reminders, 'where project_id = $1 and (at >', 'where false and project_id = $1 and (at >'],
  // A message of its own each time.
  [
    reminders,
    "'on conflict do nothing'",
    "'on conflict (ask_id, revision, step, person_id) do update set reminder_id = excluded.reminder_id'",
  ],
  [reminders, '`rem_${', '`rem_${Date.now()}${'],
]);

async function buildForgetful(folder: string): Promise<string> {
  await buildProgram(folder, forgetting);
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
