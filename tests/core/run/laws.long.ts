import { holdLaws } from './laws.suite.ts';

holdLaws(200_000);
