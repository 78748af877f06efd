import { describeStories } from '../../contract/stories/stories.ts';
import { freshDatabase } from '../../setup/database.ts';
import { consoleHarness } from './harness.ts';

const database = freshDatabase();

describeStories(
  'the console',
  () => database.url,
  consoleHarness(() => database.url),
);
