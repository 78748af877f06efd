import { describeStories } from '../../contract/stories/stories.ts';
import { freshDatabase } from '../../setup/database.ts';
import { discordHarness } from './harness.ts';

const database = freshDatabase();

describeStories(
  'Discord',
  () => database.url,
  discordHarness(() => database.url),
);
