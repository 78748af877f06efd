import { describe } from 'vitest';
import { describeSurface } from '../../contract/surface.ts';
import { freshDatabase } from '../../setup/database.ts';
import { slackHarness } from './harness.ts';

describe.each([
  ['Slack (Socket Mode)', 'socket' as const],
  ['Slack (signed HTTP)', 'http' as const],
])('%s', (name, mode) => {
  const database = freshDatabase();
  describeSurface(
    name,
    slackHarness(() => database.url, mode),
  );
});
