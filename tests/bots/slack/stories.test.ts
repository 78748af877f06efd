import { describeStories } from '../../contract/stories/stories.ts';
import { freshDatabase } from '../../setup/database.ts';
import { slackHarness } from './harness.ts';

const database = freshDatabase();

describeStories(
  'Slack',
  () => database.url,
  slackHarness(() => database.url, 'socket'),
);
