import { describeWith } from '../../setup/needs.ts';
import { serversEngine } from '../kill/engine.ts';
import { stopInTime } from './stop.suite.ts';

/** Asked is a second; a busy machine is given three. `stop.long.ts` measures. */
describeWith(['postgres', 'redis'], '“stop”, typed in the thread of a run', () =>
  stopInTime(serversEngine, { stops: 5, within: 3_000, of: 'max' }),
);
