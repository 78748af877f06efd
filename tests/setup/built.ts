import { inject } from 'vitest';
import { behind } from './door.ts';

/** The folder of the built program, to be started there as `node src/main.js`. */
export const builtProgram = (): Promise<string> => behind(inject('program'));
