import { holdFence } from './fence.suite.ts';

holdFence(2_000);
