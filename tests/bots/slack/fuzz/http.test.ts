import { describe } from 'vitest';
import { fuzzedOverHttp } from './http.suite.ts';
import { seed } from './watch.ts';

describe(`fuzzed deliveries over signed HTTP, seed ${seed}`, fuzzedOverHttp(1_500));
