import { describeWith } from '../../setup/needs.ts';
import { serversEngine } from '../kill/engine.ts';
import { story } from './story.ts';

describeWith(
  ['postgres', 'redis'],
  'the story in Slack by signed HTTP, on Postgres and Redis',
  story('signed HTTP', serversEngine),
);
