import { describeSurface } from '../../contract/surface.ts';
import { freshDatabase } from '../../setup/database.ts';
import { discordHarness } from './harness.ts';

const database = freshDatabase();
describeSurface(
  'Discord',
  discordHarness(() => database.url),
);
