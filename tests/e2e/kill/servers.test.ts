import { describeWith } from '../../setup/needs.ts';
import { serversEngine } from './engine.ts';
import { inCi, killed } from './kill.suite.ts';

describeWith(['postgres', 'redis'], 'the program on Postgres and Redis', killed(serversEngine, inCi));
