import { holdLaws } from './sequences.suite.ts';

holdLaws(50_000, 14);
