import { describe } from 'vitest';
import { embeddedEngine } from '../kill/engine.ts';
import { story } from './story.ts';

describe('the story in Slack by Socket Mode, on the embedded database', story('Socket Mode', embeddedEngine));
