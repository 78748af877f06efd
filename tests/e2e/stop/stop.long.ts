import { describeWith } from '../../setup/needs.ts';
import { serversEngine } from '../kill/engine.ts';
import { stopInTime } from './stop.suite.ts';

describeWith(['postgres', 'redis'], '“stop”, typed in the thread of a run', () =>
  stopInTime(serversEngine, { stops: 300, within: 1_000, of: 'p99' }),
);
