import { describeWith } from '../../setup/needs.ts';
import { serversEngine } from '../kill/engine.ts';
import { onBothSides } from './sides.suite.ts';

describeWith(
  ['chromium', 'postgres', 'redis'],
  'a run that is open in Slack and in the console at the same time, by signed HTTP',
  onBothSides('signed HTTP', serversEngine),
);
