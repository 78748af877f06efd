import { describe } from 'vitest';
import { embeddedEngine } from './engine.ts';
import { inCi, killed } from './kill.suite.ts';

describe('the program on its embedded database', killed(embeddedEngine, inCi));
