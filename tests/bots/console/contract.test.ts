import { describeSurface } from '../../contract/surface.ts';
import { freshDatabase } from '../../setup/database.ts';
import { consoleHarness } from './harness.ts';

const database = freshDatabase();

describeSurface(
  'console',
  consoleHarness(() => database.url),
);
