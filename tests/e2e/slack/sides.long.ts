import { describeWith } from '../../setup/needs.ts';
import { serversEngine } from '../kill/engine.ts';
import { onBothSides } from './sides.suite.ts';

const needs = ['chromium', 'postgres', 'redis'] as const;

describeWith(
  [...needs],
  'a run that is open in Slack and in the console at the same time, by Socket Mode',
  onBothSides('Socket Mode', serversEngine),
);
describeWith(
  [...needs],
  'a run that is open in Slack and in the console at the same time, by signed HTTP',
  onBothSides('signed HTTP', serversEngine),
);
