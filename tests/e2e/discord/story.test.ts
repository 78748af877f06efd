import { describeWith } from '../../setup/needs.ts';
import { serversEngine } from '../kill/engine.ts';
import { story } from './story.ts';

describeWith(['postgres', 'redis'], 'the story in Discord, on Postgres and Redis', story(serversEngine));
